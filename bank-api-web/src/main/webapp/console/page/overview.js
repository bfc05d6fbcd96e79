import {get} from '../shared/api.js';
import {chart} from '../shared/chart.js';
import {isIll, state} from '../shared/badge.js';
import {h, link, query} from '../shared/dom.js';
import {empty, nextStep} from '../shared/empty.js';
import {language, number, t, word} from '../shared/i18n.js';
import {figure, itemFigures} from '../shared/figure.js';
import {heading, refresh} from '../shared/list.js';
import {facts, section} from '../shared/table.js';
import {time, timeAndDistance} from '../shared/time.js';

const SOON_DAYS = 30;
const NAMED = 5;

/** How far back the charts look, how long a step is, and how the times below them are written. */
const SPANS = {
  day: {hours: 24, step: 30, axis: {hour: '2-digit', minute: '2-digit'}},
  week: {hours: 7 * 24, step: 6 * 60, axis: {weekday: 'short', day: 'numeric'}},
  month: {hours: 30 * 24, step: 24 * 60, axis: {day: 'numeric', month: 'short'}}
};

/** @param {import('../main.js').Visit} visit */
export async function page(visit) {
  const span = SPANS[visit.query.get('span')] ? visit.query.get('span') : 'day';
  const [overview, alerts, series] = await Promise.all([
    get('overview'), get('alerts', {state: 'open', lang: language(), limit: NAMED}), get('overview/deliveries', spanned(SPANS[span]))]);
  const events = overview.events_by_state || {};
  const deliveries = overview.deliveries_by_state || {};
  const cap = overview.counted_to;
  const now = Date.now();
  const ending = {consent_ends_from: new Date(now).toISOString(), consent_ends_before: new Date(now + SOON_DAYS * 86400000).toISOString(), deleted: 'false'};
  return h('div', {},
    heading(t('overview.title'), [refresh(visit)]),
    h('p', {class: 'text-body-secondary'}, t('overview.asOf'), ' ', time(new Date().toISOString())),
    overview.sites_all === 0 && h('div', {class: 'alert alert-info', 'data-test': 'no-sites'}, t('overview.noSites'), ' ', h('a', {href: '/console/api-users'}, t('nav.api-users'))),
    attention(overview, alerts, ending),
    charts(series, span),
    h('div', {class: 'panels'},
      section(t('overview.deliveries'),
        h('div', {class: 'figures'},
          ['pending', 'dead', 'delivered', 'cancelled'].map(name =>
            figure(t('site.deliveries.' + name), deliveries[name], 'deliveries' + query({state: name}), {cap, bad: name === 'dead'})),
          figure(t('overview.due'), overview.due, 'deliveries' + query({waiting: 'due'}), {cap}),
          overview.held > 0 && figure(t('overview.held'), overview.held, 'deliveries' + query({waiting: 'held'}), {cap, bad: true})),
        h('p', {class: 'aside'}, overview.oldest_due ? [t('overview.oldestDue'), ' ', timeAndDistance(overview.oldest_due)] : t('overview.nothingDue'))),
      bridge(overview),
      section(t('overview.items'),
        itemFigures(overview, {deleted: 'false'}) || empty(t('overview.noItems'), nextStep('connections', t('nav.connections'))),
        h('p', {class: 'aside'}, h('a', {href: '/console/items' + query(ending)}, t('overview.consents', {n: number(overview.consents_ending), days: SOON_DAYS})))),
      section(t('overview.banks'),
        h('div', {class: 'figures'}, figure(t('overview.banksDown'), overview.banks_down, 'banks' + query({down: 'true'}), {bad: true})),
        h('p', {class: 'aside'}, link('banks', t('overview.allBanks')))),
      section(t('overview.events'), h('div', {class: 'figures'}, ['waiting', 'failed', 'done'].map(name =>
        figure(t('overview.events.' + name), events[name], 'events' + query({state: name}), {cap, bad: name === 'failed'})))),
      section(t('overview.connections'), h('div', {class: 'figures'},
        figure(t('overview.openRequests'), overview.open_requests, 'connections' + query({state: 'open'})),
        figure(t('overview.sites'), overview.sites, 'sites' + query({state: 'active'}))))));
}

/** The span's end is that of the step we are in, by the viewer's clock. */
function spanned(span) {
  const step = span.step * 60000;
  const midnight = new Date().setHours(0, 0, 0, 0);
  const until = midnight + Math.ceil((Date.now() - midnight) / step) * step;
  return {from: new Date(until - span.hours * 3600000).toISOString(), until: new Date(until).toISOString(), step: 'PT' + span.step + 'M'};
}

function charts(series, chosen) {
  const {axis} = SPANS[chosen];
  return h('section', {class: 'panel', 'data-test': 'charts'},
    h('div', {class: 'heading'}, h('h2', {class: 'h6'}, t('overview.overTime')),
      h('nav', {class: 'actions', 'aria-label': t('overview.span')}, Object.keys(SPANS).map(name =>
        h('a', {class: 'btn btn-outline-secondary btn-sm', href: '/console/' + query({span: name === 'day' ? '' : name}), 'aria-current': name === chosen ? 'true' : null, 'data-test': 'span-' + name}, t('overview.span.' + name))))),
    h('div', {class: 'panels'},
      chart(t('overview.attemptsDelivered'), series.data, series.until, [{name: 'delivered', label: t('attempts.delivered'), color: '--good'}], axis),
      chart(t('overview.attemptsFailed'), series.data, series.until, [
        {name: 'failed', label: t('attempts.failed'), color: '--later'},
        {name: 'dead', label: t('attempts.dead'), color: '--bad', dash: [6, 4]}], axis)),
    h('p', {class: 'aside'}, link('deliveries' + query({from: series.from}), t('overview.deliveriesOfSpan'))));
}

/** Bridge as the node that answered has met it, and what comes from it. */
function bridge(overview) {
  const {bridge: seen, last_webhook: heard} = overview;
  const used = t('bridge.used', {percent: seen.budget.used_percent});
  return section(t('overview.bridge'), facts(
    [t('bridge.state'), h('span', {'data-test': 'bridge-state'}, state('bridge-' + seen.state))],
    [t('bridge.lastAnswer'), seen.last_answer ? timeAndDistance(seen.last_answer) : t('bridge.never')],
    [t('bridge.lastTrouble'), seen.last_trouble ? timeAndDistance(seen.last_trouble) : t('bridge.never')],
    [t('bridge.lastWebhook'), heard ? link('events', timeAndDistance(heard)) : t('bridge.noWebhook')],
    [t('bridge.budget'), [h('meter', {min: 0, max: 100, value: seen.budget.used_percent, 'aria-label': t('pair', {name: t('bridge.budget'), n: used}), 'data-test': 'budget'}), ' ', used]],
    [t('bridge.free'), t('bridge.freeOf', {free: number(seen.budget.free), all: number(seen.budget.at_once), limit: number(seen.budget.limit)})]),
  h('p', {class: 'aside text-body-secondary'}, t('bridge.byNode')));
}

/** What somebody should look at, each with the way there: what the gateway has noticed, and what lies there. */
function attention(overview, alerts, ending) {
  const deliveries = overview.deliveries_by_state || {};
  const events = overview.events_by_state || {};
  const counted = n => number(n) + (n >= overview.counted_to ? '+' : '');
  const ill = Object.entries(overview.items_by_status || {}).filter(([status]) => isIll(overview.meaning_by_status[status]));
  const {bridge: seen} = overview;
  const lines = [
    overview.sites === 0 && overview.sites_all > 0 && ['sites', t('attention.noActiveSite')],
    ['down', 'refused', 'troubled'].includes(seen.state) && [seen.state === 'refused' ? 'settings' : null, t('attention.bridge.' + seen.state)],
    ...alerts.data.map(alert => [alert.page.slice(1), alert.text]),
    alerts.next && ['alerts?state=open', t('attention.alerts')],
    deliveries.dead > 0 && ['deliveries?state=dead', t('attention.dead', {n: counted(deliveries.dead)})],
    overview.held > 0 && ['deliveries?waiting=held', t('attention.held', {n: counted(overview.held)})],
    events.failed > 0 && ['events?state=failed', t('attention.events', {n: counted(events.failed)})],
    ...ill.map(([status, count]) => ['items' + query({status, deleted: 'false'}), t('attention.items', {n: number(count), status, meaning: word('meaning', overview.meaning_by_status[status])})]),
    overview.consents_ending > 0 && ['items' + query(ending), t('attention.consents', {n: number(overview.consents_ending)})]
  ].filter(Boolean);
  return lines.length === 0
    ? h('div', {class: 'alert alert-success', 'data-test': 'attention'}, t('attention.none'))
    : h('section', {class: 'panel attention', 'data-test': 'attention'}, h('h2', {class: 'h6'}, t('attention.title')),
      h('ul', {}, lines.map(([path, text]) => h('li', {}, path === null ? text : link(path, text)))));
}
