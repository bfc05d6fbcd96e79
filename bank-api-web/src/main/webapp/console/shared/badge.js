import {h} from './dom.js';
import {t, word} from './i18n.js';

const GOOD = ['succeeded', 'delivered', 'done', 'active', 'up', 'ok', 'over', 'told', 'bridge-up', 'finished', 'target-active'];
const BAD = ['failed', 'dead', 'down', 'revoked', 'suspended', 'target-suspended', 'disabled', 'gone', 'given_up', 'bridge-down', 'bridge-refused'];
const LATER = ['open', 'pending', 'waiting', 'retry', 'sending', 'held', 'failing', 'bridge-troubled', 'running'];

/** A state as a word: the colour only repeats it. */
export function state(value) {
  const name = String(value).toLowerCase();
  const kind = GOOD.includes(name) ? 'good' : BAD.includes(name) ? 'bad' : LATER.includes(name) ? 'later' : 'plain';
  return h('span', {class: 'state state-' + kind}, word('state', name));
}

const KINDS = {healthy: 'good', wait: 'later', bank: 'later', act: 'bad', dead: 'bad'};

/** Whether somebody should look at items of this meaning: all but those whose data flow, or will without anybody. */
export function isIll(meaning) {
  return meaning !== 'healthy' && meaning !== 'wait';
}

/** Who has to do something about an item, as the gateway reads Bridge's status, and the status itself. */
export function itemStatus(item) {
  return h('span', {class: 'state state-' + (KINDS[item.meaning] || 'plain'), title: t('item.status', {status: item.status, info: item.status_info || '–'})},
    word('meaning', item.meaning) + (item.status === 0 ? '' : ' (' + item.status + ')'));
}
