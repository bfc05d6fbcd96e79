/**
 * Makes elements. Text is only ever text: what sites, banks and receivers name themselves is
 * hostile input.
 *
 * @typedef {Node|string|number|null|undefined|false} Child
 */
import {said} from './i18n.js';

/** What turns a sentence round, or makes two names look alike. */
const UNSEEN = /[\u200b\u202a-\u202e\u2066-\u2069]/g;

/**
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes] `onclick` and the like are listeners; false and null are left out
 * @param {...(Child|Child[])} children
 * @returns {HTMLElement}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (typeof value === 'function') {
      element.addEventListener(name.replace(/^on/, ''), value);
    } else if (name === 'value') {
      element.value = String(value);
    } else {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false)
    .map(child => (child instanceof Node ? child : document.createTextNode(String(child).replace(UNSEEN, '\ufffd')))));
  return element;
}

/**
 * A link inside the console.
 *
 * @param {string} path below `/console/`
 * @param {...Child} children
 */
export function link(path, ...children) {
  return h('a', {href: '/console/' + path}, ...children);
}

/** What the API says, in the language of the page where that is known. */
export function spoken(text) {
  const [words, lang] = said(text);
  return h('span', {lang}, words);
}

/** What is English in every language of the console: words of the gateway itself and its errors; null where there is none. */
export function english(text) {
  return text ? h('span', {lang: 'en'}, text) : null;
}

/** A name such as `item.refreshed`, which breaks where its words end. */
export function parts(name) {
  return name.split(/(?<=[.-])/).flatMap(part => [part, h('wbr')]);
}

/** A query string, with its question mark, of what is not empty. */
export function query(values) {
  const text = new URLSearchParams(filled(values)).toString();
  return text ? '?' + text : '';
}

/** Without what is empty; a zero is not. */
export function filled(values) {
  return Object.fromEntries(Object.entries(values)
    .filter(([, value]) => value !== null && value !== undefined && value !== ''));
}
