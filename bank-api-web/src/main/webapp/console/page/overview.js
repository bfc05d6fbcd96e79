import {get} from '../shared/api.js';
import {h, query} from '../shared/dom.js';
import {number, t, word} from '../shared/i18n.js';
import {heading} from '../shared/list.js';
import {distance, time} from '../shared/time.js';
import {section} from '../shared/table.js';

const SLOW = 15 * 60 * 1000;
const SOON_DAYS = 30;

/** @param {import('../main.js').Visit} visit */
export async function page(visit) {
  const overview = await get('overview');
  const items = overview.items_by_status || {};
  const events = overview.events_by_state || {};
  const deliveries = overview.deliveries_by_state || {};
  const late = overview.oldest_due && Date.now() - Date.parse(overview.oldest_due) > SLOW;
  const ill = Object.entries(items).filter(([status]) => Number(status) > 0 || Number(status) === -1);
  const soon = new Date(Date.now() + SOON_DAYS * 86400000).toISOString();
  return h('div', {},
    heading(t('overview.title'), [h('button', {class: 'btn btn-outline-secondary btn-sm', type: 'button', 'data-test': 'refresh', onclick: visit.again}, t('action.refresh'))]),
    h('p', {class: 'text-body-secondary'}, t('overview.asOf'), ' ', time(new Date().toISOString())),
    attention(overview, deliveries, events, ill, late, soon),
    h('div', {class: 'panels'},
      section(t('overview.deliveries'),
        h('div', {class: 'figures'}, ['pending', 'dead', 'delivered', 'cancelled'].map(state =>
          figure(word('state', state), deliveries[state], 'deliveries' + query({state}), state === 'dead' && deliveries[state] > 0))),
        h('p', {class: 'aside'}, overview.oldest_due ? [t('overview.oldestDue'), ' ', time(overview.oldest_due), ' (' + distance(overview.oldest_due) + ')'] : t('overview.nothingDue'))),
      section(t('overview.items'),
        Object.keys(items).length > 0
          ? h('div', {class: 'figures'}, Object.entries(items).map(([status, count]) =>
            figure(t('item.statusShort', {status}), count, 'items' + query({status, deleted: 'false'}), Number(status) > 0)))
          : h('p', {class: 'empty'}, t('overview.noItems')),
        h('p', {class: 'aside'}, h('a', {href: '/console/items' + query({consent_ends_before: soon, deleted: 'false'})}, t('overview.consents', {n: number(overview.consents_ending), days: SOON_DAYS})))),
      section(t('overview.events'), h('div', {class: 'figures'}, ['waiting', 'failed', 'done'].map(state =>
        figure(word('state', state), events[state], 'events' + query({state}), state === 'failed' && events[state] > 0)))),
      section(t('overview.connections'), h('div', {class: 'figures'},
        figure(t('overview.openRequests'), overview.open_requests, 'connections' + query({state: 'open'})),
        figure(t('overview.sites'), overview.sites, 'sites' + query({state: 'active'}))))));
}

function figure(label, value, path, alarming) {
  return h('a', {class: 'figure' + (alarming ? ' figure-bad' : ''), href: '/console/' + path, 'data-test': 'figure'},
    h('span', {class: 'figure-value'}, number(value || 0)), h('span', {class: 'figure-label'}, label));
}

/** What somebody should look at, each with the way there. */
function attention(overview, deliveries, events, ill, late, soon) {
  const lines = [
    late && ['deliveries?state=pending', t('attention.late', {since: distance(overview.oldest_due)})],
    deliveries.dead > 0 && ['deliveries?state=dead', t('attention.dead', {n: number(deliveries.dead)})],
    events.failed > 0 && ['events?state=failed', t('attention.events', {n: number(events.failed)})],
    ...ill.map(([status, count]) => ['items' + query({status, deleted: 'false'}), t('attention.items', {n: number(count), status})]),
    overview.consents_ending > 0 && ['items' + query({consent_ends_before: soon, deleted: 'false'}), t('attention.consents', {n: number(overview.consents_ending)})]
  ].filter(Boolean);
  if (overview.sites === 0) {
    return h('div', {class: 'alert alert-info', 'data-test': 'attention'}, t('overview.noSites'), ' ', h('a', {href: '/console/api-users'}, t('nav.api-users')));
  }
  return lines.length === 0
    ? h('div', {class: 'alert alert-success', 'data-test': 'attention'}, t('attention.none'))
    : h('section', {class: 'panel attention', 'data-test': 'attention'}, h('h2', {class: 'h6'}, t('attention.title')),
      h('ul', {}, lines.map(([path, text]) => h('li', {}, h('a', {href: '/console/' + path}, text)))));
}
