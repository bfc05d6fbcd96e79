import {h} from './dom.js';
import {t, word} from './i18n.js';

const GOOD = ['succeeded', 'delivered', 'done', 'active', 'up', 'ok', 'over', 'told', 'bridge-up', 'finished'];
const BAD = ['failed', 'dead', 'down', 'revoked', 'suspended', 'disabled', 'gone', 'given_up', 'bridge-down', 'bridge-refused'];
const LATER = ['open', 'pending', 'waiting', 'retry', 'sending', 'held', 'failing', 'bridge-troubled', 'running'];

/** A state as a word: the colour only repeats it. */
export function state(value) {
  const name = String(value).toLowerCase();
  const kind = GOOD.includes(name) ? 'good' : BAD.includes(name) ? 'bad' : LATER.includes(name) ? 'later' : 'plain';
  return h('span', {class: 'state state-' + kind}, word('state', name));
}

/** What Bridge's status of an item means, and what it is called there. */
export function itemStatus(status, info) {
  if (status === null || status === undefined) {
    return h('span', {}, '–');
  }
  const waiting = status === -2 || status === -3;
  const kind = status === 0 ? 'good' : waiting ? 'later' : 'bad';
  const text = status === 0 ? t('item.ok') : waiting ? t('item.refreshing') : t('item.action');
  return h('span', {class: 'state state-' + kind, title: t('item.status', {status, info: info || '–'})}, text + (status === 0 ? '' : ' (' + status + ')'));
}
