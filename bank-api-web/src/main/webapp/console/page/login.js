import {ApiFailure, post} from '../shared/api.js';
import {h} from '../shared/dom.js';
import {fieldOf, valuesOf} from '../shared/dialog.js';
import {plural, t} from '../shared/i18n.js';
import {failureText} from '../shared/notice.js';

/**
 * @param {(target: string) => void} enter where to go once logged in
 */
export function login(enter) {
  const query = new URLSearchParams(location.search);
  const trouble = h('div', {role: 'alert'});
  const button = h('button', {class: 'btn btn-primary w-100', type: 'submit', 'data-test': 'login'}, t('login.in'));
  const form = h('form', {class: 'login'},
    h('h1', {class: 'h4'}, t('login.title')),
    h('p', {class: 'text-body-secondary'}, t('login.hint')),
    query.has('ended') && h('div', {class: 'alert alert-warning', id: 'ended', 'data-test': 'ended'}, t('login.ended')),
    fieldOf({name: 'user', label: t('login.user'), required: true}),
    fieldOf({name: 'password', label: t('login.password'), type: 'password', required: true}),
    trouble, button);
  let busy = false;
  form.elements.namedItem('user').autocomplete = 'username';
  form.elements.namedItem('password').autocomplete = 'current-password';
  if (query.has('ended')) {
    form.elements.namedItem('user').setAttribute('aria-describedby', 'ended');
  }
  form.addEventListener('submit', async event => {
    event.preventDefault();
    if (busy) {
      return;
    }
    // not disabled, which would lose the focus
    busy = true;
    trouble.replaceChildren();
    try {
      await post('session', valuesOf(form));
      enter(target(query.get('then')));
    } catch (failure) {
      trouble.replaceChildren(h('div', {class: 'alert alert-danger', 'data-test': 'failure'}, words(failure)));
    } finally {
      busy = false;
    }
  });
  return h('main', {class: 'login-page'}, h('div', {class: 'brand'}, 'Bank API'), form);
}

function words(failure) {
  if (failure instanceof ApiFailure && failure.status === 401) {
    return t('login.wrong');
  }
  if (failure instanceof ApiFailure && failure.status === 429) {
    return plural('login.locked', failure.retryAfter || 60);
  }
  return failureText(failure);
}

/** Only ever a page of the console: the address bar is anybody's to fill. */
function target(then) {
  return then && /^\/console\/(?!login)[\w./?=&%:+@*~-]*$/.test(then) && !then.includes('//') ? then : '/console/';
}
