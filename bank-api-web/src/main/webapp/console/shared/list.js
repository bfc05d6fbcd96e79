import {get} from './api.js';
import {h, query} from './dom.js';
import {fieldOf, valuesOf} from './dialog.js';
import {empty} from './empty.js';
import {plural, t} from './i18n.js';
import {table} from './table.js';
import {fromField, toField} from './time.js';

const LIMIT = 50;

/**
 * A list whose whole state, filters and place, is in the address: it can be sent, kept and gone back to.
 *
 * @param {import('../main.js').Visit} visit
 * @param {{title: string, intro?: string, path: string, order?: string, filters: import('./dialog.js').Field[], fixed?: object, none?: boolean,
 *   columns: import('./table.js').Column<any>[], empty: string, next?: HTMLElement[], actions?: import('./dom.js').Child[]}} list
 *   `none`: what is asked for cannot be there; `empty` and `next`: why nothing is there where nothing is filtered, and what to do then
 */
export async function list(visit, list) {
  const names = list.filters.map(filter => filter.name);
  const wanted = Object.fromEntries(names.map(name => [name, visit.query.get(name) || '']));
  const after = visit.query.get('after');
  const page = list.none ? {data: [], next: null} : await get(list.path, {...wanted, ...list.fixed, after, limit: LIMIT});
  const rows = page.data;
  const filtered = Object.values(wanted).some(Boolean);
  const here = (values = {}) => visit.path + query({...wanted, ...values});
  return h('div', {},
    heading(list.title, list.actions),
    list.intro && h('p', {class: 'text-body-secondary'}, list.intro),
    names.length > 0 && filterForm(visit, list.filters, wanted),
    rows.length > 0
      ? table(list.title, list.columns, rows)
      : filtered ? empty(t('list.noMatch'), h('a', {class: 'btn btn-primary btn-sm', href: visit.path, 'data-test': 'clear-filters'}, t('list.clearFilters')))
        : after ? empty(t('list.end'), h('a', {class: 'btn btn-primary btn-sm', href: visit.path}, t('list.first')))
          : empty(list.empty, ...(list.next || [])),
    h('nav', {class: 'pages', 'aria-label': t('list.pages')},
      h('span', {class: 'text-body-secondary'}, plural('list.shown', rows.length) + ' · ' + (list.order || t('list.newestFirst'))),
      after && h('a', {class: 'btn btn-outline-secondary btn-sm', href: here()}, t('list.first')),
      page.next && h('a', {class: 'btn btn-outline-secondary btn-sm', rel: 'next', 'data-test': 'next', href: here({after: page.next})}, t('list.next'))));
}

/** @param {string} title */
export function heading(title, actions = []) {
  return h('div', {class: 'heading'}, h('h1', {tabindex: -1, class: 'h4'}, title), h('div', {class: 'actions'}, actions));
}

/** Shows the page as things are by now. */
export function refresh(visit) {
  return h('button', {class: 'btn btn-outline-secondary btn-sm', type: 'button', 'data-test': 'refresh', onclick: visit.again}, t('action.refresh'));
}

function filterForm(visit, filters, wanted) {
  const form = h('form', {class: 'filters', role: 'search', 'aria-label': t('list.filter'), 'data-test': 'filters'},
    filters.map(filter => fieldOf({...filter, value: filter.type === 'datetime-local' ? toField(wanted[filter.name]) : wanted[filter.name]})),
    h('div', {class: 'filter-actions'},
      h('button', {class: 'btn btn-primary', type: 'submit', 'data-test': 'search'}, t('list.search')),
      Object.values(wanted).some(Boolean) && h('a', {class: 'btn btn-outline-secondary', href: visit.path}, t('list.clear'))));
  form.addEventListener('submit', event => {
    event.preventDefault();
    const values = valuesOf(form);
    filters.filter(filter => filter.type === 'datetime-local').forEach(filter => (values[filter.name] = fromField(values[filter.name])));
    visit.go(visit.path + query(values));
  });
  return form;
}

/** The two ends of a span of time, as filters. */
export function span() {
  return [
    {name: 'from', label: t('filter.from'), type: 'datetime-local'},
    {name: 'until', label: t('filter.until'), type: 'datetime-local'}
  ];
}

/** A filter with a few known values; the first choice is any. */
export function choice(name, label, values) {
  return {name, label, options: [['', t('filter.any')], ...values]};
}
