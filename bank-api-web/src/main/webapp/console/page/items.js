import {call, get, post} from '../shared/api.js';
import {itemStatus, state} from '../shared/badge.js';
import {ask} from '../shared/dialog.js';
import {h, link, query} from '../shared/dom.js';
import {nextStep} from '../shared/empty.js';
import {t} from '../shared/i18n.js';
import {choice, heading, list, refresh} from '../shared/list.js';
import {notice} from '../shared/notice.js';
import {facts, section} from '../shared/table.js';
import {time, timeAndDistance} from '../shared/time.js';
import {ofUser} from './connections.js';
import {itemColumns} from './sites.js';

/** @param {import('../main.js').Visit} visit */
export function page(visit) {
  return visit.ids.length > 0 ? one(visit) : list(visit, {
    title: t('items.title'),
    path: 'items',
    filters: [
      {name: 'item_id', label: t('item.id'), type: 'number'},
      {name: 'site_key', label: t('site.key'), hint: t('filter.exact')},
      {name: 'bank', label: t('item.bank'), hint: t('filter.part')},
      {name: 'provider_id', label: t('bank.provider'), type: 'number'},
      {name: 'user', label: t('connection.user'), hint: t('filter.exact')},
      {name: 'status', label: t('item.statusField'), type: 'number'},
      choice('deleted', t('item.deletedField'), [['false', t('no')], ['true', t('yes')]]),
      {name: 'consent_ends_from', label: t('item.consentEndsFrom'), type: 'datetime-local'},
      {name: 'consent_ends_before', label: t('item.consentEndsBefore'), type: 'datetime-local'},
      {name: 'site_id', label: t('site.id')}
    ],
    empty: t('items.empty'),
    next: [nextStep('connections', t('nav.connections'))],
    columns: [...itemColumns(), {label: t('site.one'), show: item => link('sites/' + item.site_id, item.site_key)}]
  });
}

async function one(visit) {
  const item = await get('items/' + encodeURIComponent(visit.ids[0]));
  return h('div', {},
    heading(t('item.one', {id: item.item_id}), [
      refresh(visit),
      !item.deleted_at && h('button', {class: 'btn btn-outline-secondary btn-sm', type: 'button', 'data-test': 'read', onclick: () => read(visit, item)}, t('item.read')),
      !item.deleted_at && h('button', {class: 'btn btn-outline-danger btn-sm', type: 'button', 'data-test': 'delete', onclick: () => remove(visit, item)}, t('item.delete'))].filter(Boolean)),
    section(t('item.facts'), facts(
      [t('item.health'), item.deleted_at ? state('deleted') : itemStatus(item)],
      [t('item.statusField'), item.status + (item.status_info ? ' · ' + item.status_info : '')],
      [t('item.bank'), item.provider_id ? link('banks/' + item.provider_id, item.bank || item.provider_id) : item.bank || null],
      [t('site.one'), link('sites/' + item.site_id, item.site_key)],
      [t('connection.user'), ofUser(item)],
      [t('item.consentEnd'), timeAndDistance(item.authentication_expires_at)],
      [t('item.lastRefresh'), timeAndDistance(item.last_successful_refresh)],
      [t('item.lastTry'), time(item.last_try_refresh)],
      [t('site.webhookUrl'), item.webhook_url || t('site.noWebhookUrl')],
      [t('item.deletedAt'), item.deleted_at ? time(item.deleted_at) : undefined])),
    h('p', {class: 'aside'},
      h('a', {href: '/console/connections' + query({item_id: item.item_id})}, t('item.connections')), ' · ',
      h('a', {href: '/console/deliveries' + query({item_id: item.item_id}), 'data-test': 'deliveries'}, t('item.deliveries')), ' · ',
      h('a', {href: '/console/events' + query({item_id: item.item_id}), 'data-test': 'events'}, t('item.events')), ' · ',
      h('a', {href: '/console/audit' + query({subject: 'item ' + item.item_id})}, t('item.audit'))));
}

function remove(visit, item) {
  ask({title: t('item.delete'), text: t('item.deleteText', {id: item.item_id, site: item.site_key}), action: t('item.delete'), danger: true, again: visit.again}, async () => {
    await call('DELETE', 'items/' + item.item_id);
    notice(t('done'));
    visit.again();
  });
}

function read(visit, item) {
  ask({title: t('item.read'), text: t('item.readText', {id: item.item_id}), action: t('item.read'), again: visit.again}, async () => {
    await post('items/' + item.item_id + '/read');
    notice(t('done'));
    visit.again();
  });
}
