import {ApiFailure} from './api.js';
import {h} from './dom.js';
import {plural, said, t} from './i18n.js';

/** What a refusal means, in plain words, with the id under which the log has the rest. */
export function failureText(failure) {
  return failureWords(failure).map(([text]) => text).join(' · ');
}

/**
 * The same part by part, each with the language it is in; of the API's own words some are English only.
 *
 * @returns {[string, string|null][]} null: that of the page
 */
function failureWords(failure, labelOf = () => null) {
  if (!(failure instanceof ApiFailure)) {
    console.error(failure);
    return [[t('error.page'), null]];
  }
  const known = {0: 'error.network', 401: 'error.signedOut', 403: 'error.forbidden', 404: 'error.notFound', 409: 'error.conflict', 412: 'error.stale', 429: 'error.tooMany', 503: 'error.away'}[failure.status];
  const words = [[known ? t(known) : t('error.refused'), null]];
  if (failure.message && failure.status !== 401 && failure.status !== 404) {
    words.push(said(failure.message));
  }
  // the first one is often the message itself
  failure.errors.filter(error => error.message !== failure.message)
    .forEach(error => words.push(ofField(labelOf(error.field) || error.field, said(error.message))));
  if (failure.retryAfter) {
    words.push([plural('error.retryAfter', failure.retryAfter), null]);
  }
  if (failure.requestId) {
    words.push([t('error.requestId', {id: failure.requestId}), null]);
  }
  return words;
}

function ofField(label, [message, lang]) {
  return [t('error.field', {field: label, message}), lang];
}

/**
 * Who is no longer logged in can do so in another tab and come back: what was filled in is still there.
 *
 * @param {unknown} failure
 * @param {(name: string) => string|null|undefined} [labelOf] what a field of the API is called on the screen
 * @returns {HTMLElement}
 */
export function failureBox(failure, labelOf) {
  return h('div', {class: 'alert alert-danger', role: 'alert', 'data-test': 'failure'},
    failureWords(failure, labelOf).flatMap(([text, lang], place) => [place > 0 && ' · ', h('span', {lang}, text)]),
    failure instanceof ApiFailure && failure.status === 401 && [' ', h('a', {href: '/console/login', target: '_blank', class: 'alert-link'}, t('error.loginAgain'))]);
}

/** What failed outside of a dialog: whoever is no longer logged in goes to the login. */
export function failed(failure) {
  if (failure instanceof ApiFailure && failure.status === 401) {
    dispatchEvent(new Event('bankapi-signed-out'));
  } else {
    notice(failureText(failure), 'danger');
  }
}

/**
 * Says something for some seconds, to eyes and to screen readers.
 *
 * @param {string} text
 * @param {'success'|'danger'} [kind]
 * @param {Element|null} [where] else at the edge of the page
 */
export function notice(text, kind = 'success', where = null) {
  const box = h('div', {class: 'alert alert-' + kind, 'data-test': 'notice'}, text);
  (where || document.getElementById('notices')).append(box);
  setTimeout(() => box.remove(), kind === 'danger' ? 15000 : 6000);
}
