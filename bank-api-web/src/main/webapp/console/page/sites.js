import {call, get, post} from '../shared/api.js';
import {state, itemStatus} from '../shared/badge.js';
import {ask, copyButton, former, showOnce} from '../shared/dialog.js';
import {h, link, query} from '../shared/dom.js';
import {empty, nextStep} from '../shared/empty.js';
import {figure, itemFigures} from '../shared/figure.js';
import {plural, t} from '../shared/i18n.js';
import {choice, heading, list, refresh} from '../shared/list.js';
import {failed, notice} from '../shared/notice.js';
import {longStory} from '../shared/story.js';
import {facts, section, tableSection} from '../shared/table.js';
import {time, timeAndDistance} from '../shared/time.js';
import {columns as deliveryColumns} from './deliveries.js';
import {columns as connectionColumns} from './connections.js';
import {columns as targetColumns} from './targets.js';

const LATEST = 10;
const STEPS = 20;

/** More addresses than a site has. */
const TARGETS = 500;

/** @param {import('../main.js').Visit} visit */
export async function page(visit) {
  if (visit.ids[0] === 'runs') {
    return (await import('./runs.js')).page({...visit, ids: visit.ids.slice(1)}, 'sites');
  }
  if (visit.ids.length > 0) {
    return visit.ids[1] === 'users' ? users(visit) : one(visit);
  }
  return list(visit, {
    title: t('sites.title'),
    path: 'sites',
    filters: [{name: 'search', label: t('sites.search'), hint: t('sites.searchHint')}, choice('state', t('field.state'), [['active', t('state.active')], ['suspended', t('state.suspended')]]), {name: 'api_user_id', label: t('site.apiUserId')}],
    empty: t('sites.empty'),
    next: [h('button', {class: 'btn btn-primary btn-sm', type: 'button', onclick: () => offer(visit)}, t('sites.create')), nextStep('api-users', t('nav.api-users'))],
    actions: [h('button', {class: 'btn btn-primary btn-sm', type: 'button', 'data-test': 'create', onclick: () => offer(visit)}, t('sites.create'))],
    columns: [
      {label: t('site.key'), show: site => link('sites/' + site.id, site.site_key)},
      {label: t('site.baseUrl'), show: site => site.base_url},
      {label: t('field.state'), show: site => state(site.state)},
      {label: t('field.created'), show: site => time(site.created_at)}
    ]
  });
}

async function offer(visit) {
  if (document.querySelector('dialog[open]')) {
    return;
  }
  try {
    const users = await get('api-users', {active: 'true', limit: 500});
    create(visit, users.data, users.next !== null);
  } catch (failure) {
    failed(failure);
  }
}

/**
 * @param {import('../main.js').Visit} visit
 * @param {any[]} users whose it may be
 * @param {boolean} [cut] whether there are more
 */
export function create(visit, users, cut = false) {
  const key = crypto.randomUUID();
  ask({title: t('sites.create'), text: users.length === 0 ? t('sites.noApiUser') : null, action: t('action.create'), fields: [
    {name: 'api_user_id', label: t('site.apiUser'), required: true, options: users.map(user => [user.id, user.email + ' (' + user.api_key + ')']), hint: cut ? t('sites.moreApiUsers') : undefined},
    {name: 'site_key', label: t('site.key'), required: true},
    {name: 'base_url', label: t('site.baseUrl'), required: true, hint: t('site.baseUrlHint')},
    {name: 'webhook_url', label: t('site.webhookUrl')},
    {name: 'email', label: t('field.email'), type: 'email'}
  ]}, async values => {
    const body = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
    const created = await post('sites', body, {idempotencyKey: key});
    visit.go('/console/sites/' + created.site.id);
    setTimeout(() => showOnce(t('site.secretTitle'), [[t('site.webhookSecret'), created.webhook_secret]]));
  });
}

async function one(visit) {
  const id = encodeURIComponent(visit.ids[0]);
  const {data: site, etag} = await call('GET', 'sites/' + id);
  const [user, health, items, targets, deliveries, connections, steps] = await Promise.all([
    get('api-users/' + site.api_user_id),
    get('sites/' + id + '/health'),
    get('items', {site_id: site.id, deleted: 'false', limit: LATEST}),
    get('webhook-targets', {site_id: site.id, limit: TARGETS}),
    get('deliveries', {site_id: site.id, limit: LATEST}),
    get('connections', {site_id: site.id, limit: LATEST}),
    get('sites/' + id + '/timeline', {limit: STEPS})]);
  const toAddress = () => h('button', {class: 'btn btn-outline-secondary btn-sm', type: 'button', onclick: () => change(visit, site, etag)}, t('site.setWebhookUrl'));
  const all = path => h('p', {class: 'aside'}, h('a', {href: '/console/' + path + query({site_id: site.id})}, t('list.allOfSite')));
  return h('div', {},
    heading(site.site_key, [
      refresh(visit),
      h('button', {class: 'btn btn-outline-secondary btn-sm', type: 'button', 'data-test': 'change', onclick: () => change(visit, site, etag)}, t('action.change')),
      h('button', {class: 'btn btn-outline-secondary btn-sm', type: 'button', 'data-test': 'rotate-webhook-secret', onclick: () => rotate(visit, site, etag)}, t('site.rotateSecret')),
      site.state === 'active'
        ? h('button', {class: 'btn btn-outline-danger btn-sm', type: 'button', 'data-test': 'suspend', onclick: () => move(visit, site, etag, 'suspend', true)}, t('site.suspend'))
        : h('button', {class: 'btn btn-primary btn-sm', type: 'button', 'data-test': 'activate', onclick: () => move(visit, site, etag, 'activate', false)}, t('site.activate'))]),
    h('div', {class: 'panels'},
      section(t('site.facts'), facts(
        [t('field.state'), state(site.state)],
        [t('site.baseUrl'), site.base_url],
        [t('site.hosts'), (site.allowed_hosts || []).join(', ')],
        [t('site.webhookUrl'), site.webhook_url || t('site.noWebhookUrl')],
        [t('field.email'), site.email || null],
        [t('site.locale'), site.locale],
        [t('site.timeZone'), site.time_zone],
        [t('field.created'), time(site.created_at)])),
      section(t('site.keys'), facts(
        [t('site.apiUser'), link('api-users/' + user.id, user.email)],
        [t('apiUser.key'), [h('code', {}, user.api_key), ' ', copyButton(user.api_key, t('apiUser.key'))]],
        [t('apiUser.state'), state(user.active ? 'active' : 'revoked')],
        [t('apiUser.previousSecret'), user.previous_secret_until ? timeAndDistance(user.previous_secret_until) : null],
        [t('site.previousWebhookSecret'), site.previous_webhook_secret_until ? timeAndDistance(site.previous_webhook_secret_until) : null]))),
    section(t('site.health'), h('div', {class: 'figures', 'data-test': 'health'},
      ['pending', 'dead', 'delivered'].map(name => figure(t('site.deliveries.' + name), health.deliveries_by_state[name], 'deliveries' + query({state: name, site_id: site.id}), {cap: health.counted_to, bad: name === 'dead'})),
      figure(t('overview.held'), health.held, 'deliveries' + query({waiting: 'held', site_id: site.id}), {cap: health.counted_to, bad: true})),
    itemFigures(health, {site_id: site.id, deleted: 'false'})),
    section(t('site.users'), h('p', {}, h('a', {href: '/console/sites/' + site.id + '/users', 'data-test': 'users'}, t('site.allUsers')))),
    tableSection(t('nav.items'), itemColumns(), items.data, empty(t('site.noItems'), nextStep('connections' + query({site_id: site.id}), t('nav.connections'))), all('items')),
    tableSection(t('site.targets'), targetColumns(visit), targets.data, empty(t('targets.empty'), toAddress()), all('deliveries/targets')),
    tableSection(t('site.latestDeliveries'), deliveryColumns(), deliveries.data, empty(t('site.noDeliveries'), toAddress()), all('deliveries')),
    tableSection(t('site.latestConnections'), connectionColumns(), connections.data, empty(t('connections.empty'), nextStep('openapi', t('nav.openapi'))), all('connections')),
    section(t('site.timeline'), steps.data.length ? longStory(steps, 'sites/' + id + '/timeline', STEPS) : empty(t('site.noSteps'), nextStep('openapi', t('nav.openapi'))),
      h('p', {class: 'aside'}, h('a', {href: '/console/events' + query({site_id: site.id}), 'data-test': 'events'}, t('site.events')), ' · ',
        h('a', {href: '/console/audit' + query({site_id: site.id}), 'data-test': 'audit'}, t('site.audit')))));
}

/** What lists show of an item. */
export function itemColumns() {
  return [
    {label: t('item.id'), show: item => h('span', {class: 'text-nowrap'}, link('items/' + item.item_id, item.item_id))},
    {label: t('item.bank'), show: item => item.bank || '–'},
    {label: t('connection.user'), show: item => item.user || '–'},
    {label: t('item.health'), show: item => (item.deleted_at ? state('deleted') : itemStatus(item))},
    {label: t('item.consentEnd'), show: item => timeAndDistance(item.authentication_expires_at)},
    {label: t('item.lastRefresh'), show: item => time(item.last_successful_refresh)}
  ];
}

/** Whose items they are; here they are deleted, one or, of a suspended site, all. */
async function users(visit) {
  const site = await get('sites/' + encodeURIComponent(visit.ids[0]));
  return list(visit, {
    title: t('users.title', {site: site.site_key}),
    intro: t('users.intro'),
    path: 'sites/' + site.id + '/users',
    filters: [{name: 'user', label: t('connection.user'), hint: t('filter.exact')}],
    empty: t('users.empty'),
    next: [nextStep('connections' + query({site_id: site.id}), t('nav.connections'))],
    actions: [
      h('a', {class: 'btn btn-outline-secondary btn-sm', href: '/console/sites/' + site.id}, t('users.back')),
      site.state === 'suspended' && h('button', {class: 'btn btn-outline-danger btn-sm', type: 'button', 'data-test': 'delete-all', onclick: () => deleteAll(visit, site)}, t('users.deleteAll')),
      h('a', {class: 'btn btn-outline-secondary btn-sm', href: '/console/sites/runs' + query({site_id: site.id}), 'data-test': 'runs'}, t('runs.title'))].filter(Boolean),
    columns: [
      {label: t('connection.user'), show: user => user.user || t('users.unnamed')},
      {label: t('users.bridgeUser'), show: user => (user.bridge_uuid ? h('code', {}, user.bridge_uuid) : '–')},
      {label: t('users.lost'), show: user => timeAndDistance(user.lost_at)},
      {label: t('field.created'), show: user => time(user.created_at)},
      {label: t('nav.items'), show: user => (user.user ? h('a', {href: '/console/items' + query({site_id: site.id, user: user.user})}, t('users.items')) : '–')},
      {label: t('field.action'), show: user => h('button', {class: 'btn btn-outline-danger btn-sm', type: 'button', 'data-test': 'delete-user', 'aria-label': t('users.deleteOf', {user: user.user || t('users.unnamed')}), onclick: () => deleteUser(visit, site, user)}, t('users.delete'))}
    ]
  });
}

function deleteUser(visit, site, user) {
  ask({title: t('users.delete'), text: t('users.deleteText', {user: user.user || t('users.unnamed'), site: site.site_key}), action: t('users.delete'), danger: true, again: visit.again}, async () => {
    await call('DELETE', 'sites/' + site.id + '/users/' + user.id);
    notice(t('done'));
    visit.again();
  });
}

/** Counts first; it goes on by itself, and its page shows how far it is. */
async function deleteAll(visit, site) {
  if (document.querySelector('dialog[open]')) {
    return;
  }
  try {
    const {count} = await get('sites/' + site.id + '/users/deletable');
    confirmed(visit, site, count);
  } catch (failure) {
    failed(failure);
  }
}

function confirmed(visit, site, count) {
  if (count === 0) {
    notice(t('users.nobody'));
    return;
  }
  const key = crypto.randomUUID();
  ask({title: t('users.deleteAll'), text: plural('users.deleteAllText', count, {site: site.site_key}), action: t('users.deleteAll'), danger: true, again: visit.again}, async () => {
    const begun = await post('sites/' + site.id + '/users/delete', undefined, {idempotencyKey: key});
    visit.go('/console/sites/runs/' + begun.id);
  });
}

function change(visit, site, etag) {
  ask({title: t('site.changeTitle', {site: site.site_key}), action: t('action.save'), again: visit.again, fields: [
    {name: 'base_url', label: t('site.baseUrl'), value: site.base_url, required: true},
    {name: 'allowed_hosts', label: t('site.hosts'), value: (site.allowed_hosts || []).join('\n'), rows: 4, required: true, hint: t('site.hostsHint')},
    {name: 'webhook_url', label: t('site.webhookUrl'), value: site.webhook_url},
    {name: 'email', label: t('field.email'), type: 'email', value: site.email},
    {name: 'locale', label: t('site.locale'), value: site.locale, options: [['fr', 'fr'], ['en', 'en']]},
    {name: 'time_zone', label: t('site.timeZone'), value: site.time_zone, required: true}
  ]}, async values => {
    await call('PATCH', 'sites/' + site.id, {ifMatch: etag, body: {...values, allowed_hosts: values.allowed_hosts.split(/\s+/).filter(Boolean)}});
    notice(t('saved'));
    visit.again();
  });
}

function rotate(visit, site, etag) {
  ask({title: t('site.rotateSecret'), text: former(t('site.rotateText', {site: site.site_key}), site.previous_webhook_secret_until), action: t('site.rotateSecret'), danger: true, again: visit.again}, async () => {
    const rotated = await post('sites/' + site.id + '/rotate-webhook-secret', undefined, {ifMatch: etag});
    setTimeout(async () => {
      await showOnce(t('site.secretTitle'), [[t('site.webhookSecret'), rotated.secret]]);
      visit.again();
    });
  });
}

function move(visit, site, etag, verb, danger) {
  ask({title: t('site.' + verb), text: t('site.' + verb + 'Text', {site: site.site_key}), action: t('site.' + verb), danger, again: visit.again}, async () => {
    await post('sites/' + site.id + '/' + verb, undefined, {ifMatch: etag});
    notice(t('done'));
    visit.again();
  });
}
