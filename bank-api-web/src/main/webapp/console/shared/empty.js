import {h} from './dom.js';

/**
 * Why there is nothing here, and what to do next.
 *
 * @param {string} why
 * @param {...HTMLElement} next links and buttons, see `nextStep`
 */
export function empty(why, ...next) {
  return h('div', {class: 'empty', 'data-test': 'empty'}, h('p', {}, why), h('div', {class: 'actions', 'data-test': 'next-step'}, next));
}

/**
 * A next step on another page.
 *
 * @param {string} path below `/console/`
 * @param {string} text
 */
export function nextStep(path, text) {
  return h('a', {class: 'btn btn-outline-secondary btn-sm', href: '/console/' + path}, text);
}
