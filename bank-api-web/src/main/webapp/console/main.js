import {ApiFailure, call, get} from './shared/api.js';
import {closeAll} from './shared/dialog.js';
import {h, link} from './shared/dom.js';
import {choose, language, load, t} from './shared/i18n.js';
import {heading} from './shared/list.js';
import {failureBox, notice} from './shared/notice.js';

/**
 * One look at one page.
 *
 * @typedef {{path: string, ids: string[], query: URLSearchParams, operator: string,
 *   go: (address: string) => void, again: () => void}} Visit
 */

/** Name in the address, module, and whether it stands in the navigation. */
const PAGES = [
  ['', 'overview'], ['alerts', 'alerts'], ['sites', 'sites'], ['connections', 'connections'], ['items', 'items'], ['banks', 'banks'],
  ['deliveries', 'deliveries'], ['events', 'events'], ['api-users', 'api-users'], ['tokens', 'tokens'],
  ['settings', 'settings'], ['audit', 'audit'], ['openapi', 'openapi'], ['about', 'about']
];
const ROOT = '/console/';
const WIDE = '(min-width: 900px)';

let operator = null;
let visits = 0;

addEventListener('popstate', () => {
  closeAll();
  show();
});
// shown again as it was kept: whoever is there now may be nobody
addEventListener('pageshow', event => event.persisted && location.reload());
matchMedia(WIDE).addEventListener('change', fold);
document.addEventListener('click', event => {
  const anchor = event.target instanceof Element ? event.target.closest('a') : null;
  if (!anchor || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0 || anchor.target || anchor.hasAttribute('download')) {
    return;
  }
  if (anchor.origin === location.origin && anchor.pathname.startsWith(ROOT) && !anchor.hash) {
    event.preventDefault();
    go(anchor.pathname + anchor.search);
  }
});

await load();
await show();

/** @param {string} address */
function go(address) {
  history.pushState(null, '', address);
  show();
}

async function show() {
  const visit = ++visits;
  const [name, ...ids] = location.pathname.slice(ROOT.length).replace(/\/+$/, '').split('/');
  if (name === 'login') {
    operator = null;
    const {login} = await import('./page/login.js');
    document.title = t('login.title') + ' – Bank API';
    document.getElementById('frame').replaceChildren(login(target => {
      history.replaceState(null, '', target);
      show();
    }), preferences('login-preferences'));
    document.querySelector('[name=user]').focus();
    return;
  }
  try {
    operator = operator || (await get('session')).operator;
    const main = frame(name);
    const page = PAGES.find(([address]) => address === name);
    const content = page
      ? await (await import('./page/' + page[1] + '.js')).page({
        path: location.pathname, ids: ids.map(decodeURIComponent), query: new URLSearchParams(location.search), operator, go, again: show})
      : missing();
    if (visit === visits) {
      main.replaceChildren(content);
      main.removeAttribute('aria-busy');
      arrived(main);
    }
  } catch (failure) {
    if (failure instanceof ApiFailure && failure.status === 401) {
      signIn(operator !== null);
    } else if (visit === visits) {
      const main = frame(name);
      main.removeAttribute('aria-busy');
      main.replaceChildren(heading(t('error.title')), failureBox(failure),
        h('button', {class: 'btn btn-outline-secondary', type: 'button', onclick: () => show()}, t('action.again')));
      arrived(main);
    }
  }
}

/** Back to where one was, after the login. */
function signIn(ended) {
  closeAll();
  const then = location.pathname + location.search;
  const words = new URLSearchParams();
  if (then !== ROOT) {
    words.set('then', then);
  }
  if (ended) {
    words.set('ended', '1');
  }
  history.replaceState(null, '', ROOT + 'login' + (words.size ? '?' + words : ''));
  show();
}

addEventListener('bankapi-signed-out', () => signIn(true));

function arrived(main) {
  const title = main.querySelector('h1');
  document.title = (title ? title.textContent + ' – ' : '') + 'Bank API';
  if (title && visits > 1) {
    title.focus();
  }
}

function missing() {
  return h('div', {}, heading(t('error.noPage')), h('p', {}, t('error.noPageHint')), link('', t('nav.overview')));
}

/** The frame stays; only what is in it changes. */
function frame(current) {
  const old = document.getElementById('main');
  if (!old) {
    document.getElementById('frame').replaceChildren(
      h('a', {class: 'skip', href: '#main'}, t('nav.skip')),
      h('div', {class: 'layout'}, navigation(), h('main', {id: 'main', tabindex: -1})));
  }
  document.querySelectorAll('nav.side a[data-page]').forEach(anchor => {
    if (anchor.dataset.page === current) {
      anchor.setAttribute('aria-current', 'page');
    } else {
      anchor.removeAttribute('aria-current');
    }
  });
  fold();
  const main = document.getElementById('main');
  main.setAttribute('aria-busy', 'true');
  return main;
}

/** In a narrow window the navigation is a menu at the top. */
function fold() {
  const menu = document.querySelector('details.menu');
  if (menu) {
    menu.open = matchMedia(WIDE).matches;
  }
}

function navigation() {
  return h('header', {class: 'sidebar'},
    h('a', {class: 'brand', href: ROOT}, 'Bank API'),
    h('details', {class: 'menu', open: true},
      h('summary', {}, t('nav.menu')),
      h('nav', {class: 'side', 'aria-label': t('nav.label')},
        h('ul', {}, PAGES.map(([address, module]) => h('li', {}, h('a', {href: ROOT + address, 'data-page': address, 'data-test': 'nav-' + module}, t('nav.' + module)))))),
      h('div', {class: 'who'},
        h('span', {'data-test': 'operator'}, operator),
        h('button', {class: 'btn btn-sm btn-outline-secondary', type: 'button', 'data-test': 'logout', onclick: logout}, t('login.out')),
        preferences(''))));
}

async function logout() {
  try {
    await call('DELETE', 'session');
  } catch (failure) {
    if (!(failure instanceof ApiFailure && failure.status === 401)) {
      notice(t('login.notOut'), 'danger');
      return;
    }
  }
  // browsers keep the page as it is, for their way back
  document.getElementById('frame').replaceChildren();
  location.assign(ROOT + 'login');
}

/** Language and colours. */
function preferences(name) {
  const dark = () => document.documentElement.getAttribute('data-bs-theme') === 'dark';
  const theme = h('button', {class: 'btn btn-sm btn-outline-secondary', type: 'button', 'data-test': 'theme', onclick: () => {
    localStorage.setItem('bankapi-theme', dark() ? 'light' : 'dark');
    document.documentElement.setAttribute('data-bs-theme', localStorage.getItem('bankapi-theme'));
    theme.textContent = dark() ? t('theme.light') : t('theme.dark');
  }}, dark() ? t('theme.light') : t('theme.dark'));
  const other = language() === 'fr' ? 'en' : 'fr';
  return h('div', {class: 'preferences ' + name}, theme,
    h('button', {class: 'btn btn-sm btn-outline-secondary', type: 'button', lang: other, 'data-test': 'language', onclick: () => choose(other)}, other === 'fr' ? 'Français' : 'English'));
}
