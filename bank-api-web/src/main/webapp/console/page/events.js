import {get, post} from '../shared/api.js';
import {state} from '../shared/badge.js';
import {ask} from '../shared/dialog.js';
import {english, filled, h, link, parts, query} from '../shared/dom.js';
import {nextStep} from '../shared/empty.js';
import {number, plural, t} from '../shared/i18n.js';
import {choice, heading, list, refresh, span} from '../shared/list.js';
import {notice} from '../shared/notice.js';
import {facts, section} from '../shared/table.js';
import {fromField, time, toField} from '../shared/time.js';

/** @param {import('../main.js').Visit} visit */
export async function page(visit) {
  if (visit.ids[0] === 'runs') {
    return (await import('./runs.js')).page({...visit, ids: visit.ids.slice(1)}, 'events');
  }
  return visit.ids.length > 0 ? one(visit) : list(visit, {
    title: t('events.title'),
    intro: t('events.intro'),
    path: 'events',
    filters: [
      choice('state', t('field.state'), ['waiting', 'failed', 'done'].map(name => [name, t('state.' + name)])),
      {name: 'type', label: t('event.type')},
      {name: 'item_id', label: t('item.id'), type: 'number'},
      ...span(),
      {name: 'site_id', label: t('site.id')}
    ],
    empty: t('events.empty'),
    next: [nextStep('settings', t('events.next'))],
    actions: [
      h('button', {class: 'btn btn-outline-secondary btn-sm', type: 'button', 'data-test': 'redo-many', onclick: () => many(visit)}, t('run.redo')),
      h('a', {class: 'btn btn-outline-secondary btn-sm', href: '/console/events/runs', 'data-test': 'runs'}, t('runs.title'))],
    columns: [
      {label: t('event.received'), show: row => link('events/' + row.id, time(row.received_at))},
      {label: t('event.type'), show: row => parts(row.type)},
      {label: t('item.id'), show: row => h('span', {class: 'text-nowrap'}, ofItem(row) || '–')},
      {label: t('field.state'), show: row => state(row.state)},
      {label: t('delivery.attempts'), show: row => number(row.attempts), number: true},
      {label: t('event.lastError'), show: row => english(row.last_error) || '–'},
      {label: t('site.one'), show: row => (row.site_id ? link('sites/' + row.site_id, row.site_key) : '–')}
    ]
  });
}

async function one(visit) {
  const {event, body} = await get('events/' + encodeURIComponent(visit.ids[0]));
  return h('div', {},
    heading(event.type, [refresh(visit), h('button', {class: 'btn btn-primary btn-sm', type: 'button', 'data-test': 'redo', onclick: () => redo(visit, event)}, t('event.redo'))]),
    section(t('event.facts'), facts(
      [t('field.state'), state(event.state)],
      [t('item.id'), ofItem(event)],
      [t('site.one'), event.site_id ? link('sites/' + event.site_id, event.site_key) : t('event.noSite')],
      [t('event.received'), time(event.received_at)],
      [t('event.processed'), time(event.processed_at)],
      [t('delivery.attempts'), number(event.attempts)],
      [t('delivery.next'), time(event.next_attempt_at)],
      [t('event.lastError'), english(event.last_error)])),
    section(t('event.body'), h('pre', {tabindex: 0, role: 'region', 'aria-label': t('event.body'), 'data-test': 'body'}, JSON.stringify(body, null, 2))));
}

/** It may be of an item that nobody here knows: then the list is empty. */
function ofItem(event) {
  return event.item_id ? link('items' + query({item_id: event.item_id}), event.item_id) : null;
}

function redo(visit, event) {
  ask({title: t('event.redo'), text: t('event.redoText', {type: event.type}), action: t('event.redo'), again: visit.again}, async () => {
    await post('events/' + event.id + '/redo');
    notice(t('done'));
    visit.again();
  });
}

/** Counts first; what happens is named with its number. */
function many(visit) {
  const state = visit.query.get('state') === 'done' ? 'done' : 'failed';
  const yesterday = new Date(Date.now() - 86400000).toISOString();
  ask({title: t('run.redo'), text: t('run.text.redo'), action: t('action.count'), fields: [
    {name: 'state', label: t('field.state'), value: state, options: [['failed', t('state.failed')], ['done', t('state.done')]]},
    {name: 'type', label: t('event.type'), value: visit.query.get('type')},
    {name: 'item_id', label: t('item.id'), type: 'number', value: visit.query.get('item_id')},
    {name: 'site_id', label: t('site.id'), value: visit.query.get('site_id')},
    {name: 'from', label: t('filter.from'), type: 'datetime-local', required: true, value: toField(visit.query.get('from') || yesterday)},
    {name: 'until', label: t('filter.until'), type: 'datetime-local', value: toField(visit.query.get('until') || ''), hint: t('run.untilHint')}
  ]}, async values => {
    const wish = filled({...values, from: fromField(values.from), until: fromField(values.until) || new Date().toISOString()});
    const {count} = await get('events/redoable', wish);
    setTimeout(() => confirmed(visit, wish, count));
  });
}

function confirmed(visit, wish, count) {
  if (count === 0) {
    notice(t('run.nothing.redo'));
    return;
  }
  const key = crypto.randomUUID();
  ask({title: t('run.redo'), text: plural('run.count.redo', count), action: t('run.redo')}, async () => {
    const begun = await post('events/redo', wish, {idempotencyKey: key});
    visit.go('/console/events/runs/' + begun.id);
  });
}
