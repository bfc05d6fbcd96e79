import {isIll} from './badge.js';
import {h, query} from './dom.js';
import {number, word} from './i18n.js';

/**
 * A number that leads to the list behind it.
 *
 * @param {string} label
 * @param {number|undefined} value
 * @param {string} path below `/console/`
 * @param {{cap?: number, bad?: boolean}} [how] `cap`: counted up to here; `bad`: any is too many
 */
export function figure(label, value, path, how = {}) {
  const count = value || 0;
  return h('a', {class: 'figure' + (how.bad && count > 0 ? ' figure-bad' : ''), href: '/console/' + path, 'data-test': 'figure'},
    h('span', {class: 'figure-value'}, number(count) + (how.cap && count >= how.cap ? '+' : '')), h('span', {class: 'figure-label'}, label));
}

/**
 * Items by Bridge's status, each with the list of them; null where there is none.
 *
 * @param {{items_by_status: Record<string, number>, meaning_by_status: Record<string, string>}} of
 * @param {Record<string, unknown>} filters
 */
export function itemFigures(of, filters) {
  const counts = Object.entries(of.items_by_status || {}).sort(([one], [other]) => one - other);
  return counts.length === 0 ? null : h('div', {class: 'figures'}, counts.map(([status, count]) => {
    const meaning = of.meaning_by_status[status];
    return figure(word('meaning', meaning) + (status === '0' ? '' : ' (' + status + ')'), count, 'items' + query({...filters, status}), {bad: isIll(meaning)});
  }));
}
