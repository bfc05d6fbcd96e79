import {get} from '../shared/api.js';
import {state} from '../shared/badge.js';
import {copyButton} from '../shared/dialog.js';
import {h, link, query} from '../shared/dom.js';
import {nextStep} from '../shared/empty.js';
import {t, word} from '../shared/i18n.js';
import {choice, heading, list, refresh, span} from '../shared/list.js';
import {story} from '../shared/story.js';
import {facts, section} from '../shared/table.js';
import {time, timeAndDistance} from '../shared/time.js';

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** @param {import('../main.js').Visit} visit */
export function page(visit) {
  if (visit.ids.length > 0) {
    return one(visit);
  }
  const asked = (visit.query.get('request') || '').trim();
  if (UUID.test(asked)) {
    return one({...visit, ids: [asked]});
  }
  return list(visit, {
    title: t('connections.title'),
    intro: asked ? t('connections.notAnId') : t('connections.intro'),
    path: 'connections',
    filters: [
      {name: 'request', label: t('connection.request'), hint: t('connection.requestHint')},
      {name: 'item_id', label: t('item.id'), type: 'number'},
      {name: 'site_key', label: t('site.key'), hint: t('filter.exact')},
      {name: 'user', label: t('connection.user'), hint: t('filter.exact')},
      {name: 'bank', label: t('item.bank'), hint: t('filter.part')},
      choice('state', t('field.state'), ['open', 'succeeded', 'failed', 'expired'].map(name => [name, t('state.' + name)])),
      ...span(),
      {name: 'site_id', label: t('site.id')}
    ],
    none: asked !== '',
    empty: t('connections.empty'),
    next: [nextStep('sites', t('nav.sites')), nextStep('openapi', t('nav.openapi'))],
    columns: [...columns(), {label: t('site.one'), show: row => link('sites/' + row.site_id, row.site_key)}]
  });
}

/** What lists show of a connection request. */
export function columns() {
  return [
    {label: t('field.opened'), show: row => link('connections/' + row.request, time(row.opened_at))},
    {label: t('connection.kind'), show: row => word('kind', row.kind)},
    {label: t('field.state'), show: row => state(row.state)},
    {label: t('item.bank'), show: row => row.bank || '–'},
    {label: t('connection.user'), show: row => row.user || '–'},
    {label: t('item.id'), show: row => (row.item_id ? h('span', {class: 'text-nowrap'}, link('items/' + row.item_id, row.item_id)) : '–')}
  ];
}

async function one(visit) {
  const {connection, steps} = await get('connections/' + encodeURIComponent(visit.ids[0]) + '/timeline');
  return h('div', {},
    heading(t('connection.one', {kind: word('kind', connection.kind)}), [refresh(visit)]),
    h('p', {}, h('code', {'data-test': 'request'}, connection.request), ' ', copyButton(connection.request, t('connection.request'))),
    section(t('connection.facts'), facts(
      [t('field.state'), state(connection.state)],
      [t('connection.advice'), advice(connection)],
      [t('site.one'), link('sites/' + connection.site_id, connection.site_key)],
      [t('connection.user'), ofUser(connection)],
      [t('item.bank'), connection.bank || null],
      [t('item.id'), connection.item_id ? link('items/' + connection.item_id, connection.item_id) : null],
      [t('connection.claimed'), connection.claimed_item_id && connection.claimed_item_id !== connection.item_id ? String(connection.claimed_item_id) : undefined],
      [t('connection.step'), connection.step || null],
      [t('item.statusField'), connection.status === null || connection.status === undefined ? null : String(connection.status)],
      [t('connection.redirectUrl'), connection.redirect_url],
      [t('site.webhookUrl'), connection.webhook_url || t('site.noWebhookUrl')],
      [t('field.opened'), time(connection.opened_at)],
      [t('connection.expires'), timeAndDistance(connection.expires_at)])),
    section(t('connection.story'), story(steps, connection.request)),
    h('p', {class: 'aside'}, h('a', {href: '/console/deliveries' + query({site_id: connection.site_id})}, t('connection.deliveries'))));
}

/** Leads to all that this user of a site has asked for. */
export function ofUser({site_id, user}) {
  return user ? link('connections' + query({site_id, user}), user) : null;
}

/** What support can tell the customer. */
function advice(connection) {
  const came = connection.returned_at && {open: 'advice.returned', expired: 'advice.expiredReturned'}[connection.state];
  return t(came || 'advice.' + connection.state);
}
