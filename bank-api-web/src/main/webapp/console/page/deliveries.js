import {get, post} from '../shared/api.js';
import {state} from '../shared/badge.js';
import {ask} from '../shared/dialog.js';
import {english, filled, h, link, parts, query} from '../shared/dom.js';
import {nextStep} from '../shared/empty.js';
import {number, plural, t} from '../shared/i18n.js';
import {choice, heading, list, refresh, span} from '../shared/list.js';
import {notice} from '../shared/notice.js';
import {facts, section, tableSection} from '../shared/table.js';
import {duration, fromField, time, timeAndDistance, toField} from '../shared/time.js';
import {download} from '../shared/csv.js';

const FIELDS = ['id', 'site_id', 'site_key', 'target_id', 'item_id', 'event', 'target_url', 'state', 'attempts', 'created_at', 'next_attempt_at', 'settled_at', 'last_status', 'last_error'];

const FILTERS = ['state', 'waiting', 'event', 'from', 'until', 'site_id', 'target_id', 'item_id'];

const KEPT_DAYS = 90;

/** Pending ones are never removed: before all that there are. */
const FIRST = '2020-01-01T00:00:00Z';

/** @param {import('../main.js').Visit} visit */
export async function page(visit) {
  if (visit.ids[0] === 'runs') {
    return (await import('./runs.js')).page({...visit, ids: visit.ids.slice(1)}, 'deliveries');
  }
  if (visit.ids[0] === 'targets') {
    return (await import('./targets.js')).page(visit);
  }
  return visit.ids.length > 0 ? one(visit) : list(visit, {
    title: t('deliveries.title'),
    path: 'deliveries',
    filters: [
      choice('state', t('field.state'), ['pending', 'delivered', 'dead', 'cancelled'].map(name => [name, t('state.' + name)])),
      choice('waiting', t('delivery.waiting'), ['due', 'held'].map(name => [name, t('overview.' + name)])),
      {name: 'event', label: t('delivery.event'), hint: 'connection.succeeded, item.refreshed …'},
      ...span(),
      {name: 'site_id', label: t('site.id')},
      {name: 'target_id', label: t('target.id')},
      {name: 'item_id', label: t('item.id'), type: 'number'}
    ],
    empty: t('deliveries.empty'),
    next: [nextStep('sites', t('deliveries.next'))],
    actions: [
      h('button', {class: 'btn btn-primary btn-sm', type: 'button', 'data-test': 'replay-many', onclick: () => many(visit, replaying(visit))}, t('run.replay')),
      h('button', {class: 'btn btn-outline-danger btn-sm', type: 'button', 'data-test': 'cancel-many', onclick: () => many(visit, cancelling(visit))}, t('run.cancel')),
      h('a', {class: 'btn btn-outline-secondary btn-sm', href: '/console/deliveries/runs', 'data-test': 'runs'}, t('runs.title')),
      h('a', {class: 'btn btn-outline-secondary btn-sm', href: '/console/deliveries/targets', 'data-test': 'targets'}, t('site.targets')),
      h('button', {class: 'btn btn-outline-secondary btn-sm', type: 'button', 'data-test': 'csv', onclick: () => csv(visit)}, t('action.csv'))],
    columns: [...columns(), {label: t('site.one'), show: row => link('sites/' + row.site_id, row.site_key)}]
  });
}

/** What lists show of a delivery. */
export function columns() {
  return [
    {label: t('field.created'), show: row => link('deliveries/' + row.id, time(row.created_at))},
    {label: t('delivery.event'), show: row => parts(row.event)},
    {label: t('field.state'), show: row => state(row.held ? 'held' : row.state)},
    {label: t('delivery.attempts'), show: row => number(row.attempts), number: true},
    {label: t('delivery.lastAnswer'), show: row => row.last_status || english(row.last_error) || '–'},
    {label: t('delivery.next'), show: row => timeAndDistance(row.next_attempt_at)}
  ];
}

async function one(visit) {
  const {delivery, attempts} = await get('deliveries/' + encodeURIComponent(visit.ids[0]));
  const name = delivery.state;
  return h('div', {},
    heading(delivery.event, [
      (name === 'dead' || name === 'delivered') && h('button', {class: 'btn btn-primary btn-sm', type: 'button', 'data-test': 'replay', onclick: () => act(visit, delivery, 'replay', false)}, t('delivery.replay')),
      name === 'pending' && h('button', {class: 'btn btn-outline-danger btn-sm', type: 'button', 'data-test': 'cancel-delivery', onclick: () => act(visit, delivery, 'cancel', true)}, t('delivery.cancel')),
      refresh(visit)].filter(Boolean)),
    delivery.held && h('p', {class: 'attention panel'}, t('delivery.heldText'), ' ', h('a', {href: '/console/sites/' + delivery.site_id, 'data-test': 'held'}, t('delivery.heldWhere'))),
    section(t('delivery.facts'), facts(
      [t('field.state'), h('span', {'data-test': 'state'}, state(delivery.held ? 'held' : delivery.state))],
      ['webhook-id', h('code', {}, delivery.id)],
      [t('site.one'), link('sites/' + delivery.site_id, delivery.site_key)],
      [t('delivery.target'), h('a', {href: '/console/deliveries' + query({target_id: delivery.target_id}), 'data-test': 'of-target'}, delivery.target_url)],
      [t('item.id'), delivery.item_id ? link('items/' + delivery.item_id, delivery.item_id) : null],
      [t('delivery.attempts'), number(delivery.attempts)],
      [t('delivery.lastAnswer'), delivery.last_status ? t('step.http', {status: delivery.last_status}) : english(delivery.last_error)],
      [t('field.created'), time(delivery.created_at)],
      [t('delivery.next'), timeAndDistance(delivery.next_attempt_at)],
      [t('delivery.settled'), time(delivery.settled_at)])),
    tableSection(t('delivery.attemptLog'), [
      {label: t('attempt.at'), show: row => time(row.attempted_at)},
      {label: t('attempt.outcome'), show: row => state(row.outcome)},
      {label: t('attempt.answer'), show: row => (row.status ? t('step.http', {status: row.status}) : english(row.error) || '–')},
      {label: t('attempt.duration'), show: row => duration(row.duration_ms), number: true},
      {label: t('attempt.excerpt'), show: row => (row.excerpt ? h('pre', {tabindex: 0, role: 'region', 'aria-label': t('attempt.excerpt')}, row.excerpt) : (row.status && english(row.error)) || '–')}
    ], attempts, h('p', {class: 'empty'}, t('delivery.noAttempt'))));
}

function act(visit, delivery, verb, danger) {
  ask({title: t('delivery.' + verb), text: t('delivery.' + verb + 'Text', {event: delivery.event, url: delivery.target_url}), action: t('delivery.' + verb), danger, again: visit.again}, async () => {
    await post('deliveries/' + delivery.id + '/' + verb);
    notice(t('done'));
    visit.again();
  });
}

/**
 * What may be done with many: its name in texts and addresses, where it is counted, and which of
 * them it is for.
 *
 * @typedef {{verb: string, counted: string, danger: boolean, from: string, which: import('../shared/dialog.js').Field}} Many
 */

/** @returns {Many} */
function replaying(visit) {
  const value = visit.query.get('state') === 'delivered' ? 'delivered' : 'dead';
  return {verb: 'replay', counted: 'replayable', danger: false, from: new Date(Date.now() - KEPT_DAYS * 86400000).toISOString(),
    which: {name: 'state', label: t('field.state'), value, options: [['dead', t('state.dead')], ['delivered', t('state.delivered')], ['', t('run.both')]]}};
}

/** All that are pending only where the list says so. */
function cancelling(visit) {
  const value = visit.query.get('state') === 'pending' && !visit.query.get('waiting') ? '' : 'held';
  return {verb: 'cancel', counted: 'cancellable', danger: true, from: FIRST,
    which: {name: 'waiting', label: t('delivery.waiting'), value, options: [['held', t('overview.held')], ['', t('run.allPending')]]}};
}

/** Those that the list's filters mean. Counts first; what happens is named with its number. */
function many(visit, what) {
  const wanted = name => visit.query.get(name) || '';
  ask({title: t('run.' + what.verb), text: t('run.text.' + what.verb), action: t('action.count'), fields: [
    what.which,
    {name: 'event', label: t('delivery.event'), value: wanted('event')},
    {name: 'from', label: t('filter.from'), type: 'datetime-local', required: true, value: toField(wanted('from') || what.from)},
    {name: 'until', label: t('filter.until'), type: 'datetime-local', value: toField(wanted('until')), hint: t('run.untilHint')},
    {name: 'site_id', label: t('site.id'), value: wanted('site_id')},
    {name: 'target_id', label: t('target.id'), value: wanted('target_id')},
    {name: 'item_id', label: t('item.id'), type: 'number', value: wanted('item_id')}
  ]}, async values => {
    const wish = filled({...values, from: fromField(values.from), until: fromField(values.until) || new Date().toISOString()});
    const {count} = await get('deliveries/' + what.counted, wish);
    setTimeout(() => confirmed(visit, what, wish, count));
  });
}

function confirmed(visit, what, wish, count) {
  if (count === 0) {
    notice(t('run.nothing.' + what.verb));
    return;
  }
  const key = crypto.randomUUID();
  ask({title: t('run.' + what.verb), text: plural('run.count.' + what.verb, count), action: t('run.' + what.verb), danger: what.danger}, async () => {
    const begun = await post('deliveries/' + what.verb, wish, {idempotencyKey: key});
    visit.go('/console/deliveries/runs/' + begun.id);
  });
}

async function csv(visit) {
  const filters = Object.fromEntries(FILTERS.map(name => [name, visit.query.get(name)]));
  await download('deliveries', 'deliveries', filters, FIELDS);
}
