import {h} from './dom.js';

/**
 * @template T
 * @typedef {{label: string, show: (row: T) => import('./dom.js').Child|import('./dom.js').Child[], number?: boolean}} Column
 */

/**
 * A table; in a narrow window each row becomes a card, and stays a row for screen readers.
 *
 * @param {string} caption
 * @param {Column<any>[]} columns
 * @param {any[]} rows
 */
export function table(caption, columns, rows) {
  return h('table', {class: 'table table-hover', role: 'table', 'data-test': 'table'},
    h('caption', {class: 'visually-hidden'}, caption),
    h('thead', {role: 'rowgroup'}, h('tr', {role: 'row'}, columns.map(column => h('th', {scope: 'col', role: 'columnheader', class: column.number ? 'text-end' : null}, column.label)))),
    h('tbody', {role: 'rowgroup'}, rows.map(row => h('tr', {role: 'row', 'data-test': 'row'},
      columns.map(column => h('td', {role: 'cell', 'data-label': column.label, class: column.number ? 'text-end' : null}, h('div', {}, column.show(row))))))));
}

/**
 * What one thing is made of.
 *
 * @param {[string, import('./dom.js').Child|import('./dom.js').Child[]][]} facts
 */
export function facts(...facts) {
  return h('dl', {class: 'facts'}, facts.filter(([, value]) => value !== undefined).map(([label, value]) =>
    h('div', {}, h('dt', {}, label), h('dd', {}, value === null || value === '' ? '–' : value))));
}

/** @param {string} title */
export function section(title, ...content) {
  return h('section', {class: 'panel'}, h('h2', {class: 'h6'}, title), ...content);
}

/**
 * A part of a page that is a table.
 *
 * @param {string} title
 * @param {Column<any>[]} columns
 * @param {any[]} rows
 * @param {HTMLElement} instead where there are no rows: why, and what to do next
 * @param {...import('./dom.js').Child} more below it
 */
export function tableSection(title, columns, rows, instead, ...more) {
  return section(title, rows.length > 0 ? table(title, columns, rows) : instead, ...more);
}
