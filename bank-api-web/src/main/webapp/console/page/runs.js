import {ApiFailure, get, post} from '../shared/api.js';
import {state} from '../shared/badge.js';
import {ask} from '../shared/dialog.js';
import {h, link, query, spoken} from '../shared/dom.js';
import {nextStep} from '../shared/empty.js';
import {number, t} from '../shared/i18n.js';
import {choice, heading, list} from '../shared/list.js';
import {failureBox, notice} from '../shared/notice.js';
import {facts, section} from '../shared/table.js';
import {time} from '../shared/time.js';

const LOOK_AGAIN = 1000;
const LONGEST_PAUSE = 30000;

/** What is done with many of each, and where: in the API, and in the console; which ones, and their list. */
const KINDS = {
  deliveries: {api: 'delivery-runs', at: 'deliveries/runs', actions: ['replay', 'cancel'], which: ofDeliveries, list: ({which}) => 'deliveries' + matching(which)},
  events: {api: 'event-runs', at: 'events/runs', actions: ['redo'], which: ofEvents, list: ({which}) => 'events' + matching(which)},
  sites: {api: 'user-runs', at: 'sites/runs', actions: ['delete'], which: run => [ofSite(run.site_id, run.site_key)], list: run => 'sites/' + run.site_id + '/users'}
};

/**
 * @param {import('../main.js').Visit} visit
 * @param {'deliveries' | 'events' | 'sites'} name of what they are about
 */
export function page(visit, name) {
  const kind = KINDS[name];
  const several = kind.actions.length > 1;
  return visit.ids.length > 0 ? one(visit, name) : list(visit, {
    title: t('runs.title'),
    intro: t('runs.intro.' + name),
    path: kind.api,
    filters: [
      ...(several ? [choice('action', t('run.action'), kind.actions.map(action => [action, t('run.' + action)]))] : []),
      ...(name === 'sites' ? [{name: 'site_id', label: t('site.id')}] : []),
      choice('state', t('field.state'), ['running', 'finished', 'cancelled'].map(state => [state, t('state.' + named(state))]))
    ],
    empty: t('runs.empty.' + name),
    next: [nextStep(name, t('nav.' + name))],
    columns: [
      {label: t('run.requested'), show: row => link(kind.at + '/' + row.id, time(row.requested_at))},
      {label: t('run.action'), show: row => t('run.' + action(kind, row))},
      ...(name === 'sites' ? [{label: t('site.one'), show: row => link('sites/' + row.site_id, row.site_key)}] : []),
      {label: t('run.by'), show: row => row.requested_by},
      {label: t('field.state'), show: row => state(named(row.state))},
      {label: t('run.progress'), show: row => counted(row), number: true},
      {label: t('run.finished'), show: row => time(row.finished_at)}
    ]
  });
}

/** Those that can be one thing only do not say so. */
function action(kind, run) {
  return run.action || kind.actions[0];
}

/** A cancelled run is called stopped, so that nobody takes it for its deliveries. */
function named(name) {
  return name === 'cancelled' ? 'stopped' : name;
}

function counted(run) {
  return run.wanted === null || run.wanted === undefined
    ? number(run.done)
    : t('run.of', {n: number(run.done), all: number(run.wanted)});
}

async function one(visit, name) {
  const kind = KINDS[name];
  const path = kind.api + '/' + encodeURIComponent(visit.ids[0]);
  const run = await get(path);
  const progress = h('div', {'data-test': 'run-progress'});
  const said = h('p', {class: 'visually-hidden', role: 'status'});
  const actions = h('span', {class: 'actions'});
  const trouble = h('div');
  const show = now => {
    progress.replaceChildren(bar(now), facts(
      [t('field.state'), h('span', {'data-test': 'state'}, state(named(now.state)))],
      [t('run.progress'), counted(now)],
      [t('run.leftOut'), now.left_out ? number(now.left_out) : undefined],
      [t('run.trouble'), now.trouble ? spoken(now.trouble) : undefined],
      [t('run.finished'), now.finished_at ? time(now.finished_at) : undefined]));
    // The button stays the same one, so that it keeps the focus.
    if (now.state !== 'running') {
      actions.replaceChildren();
    }
  };
  const root = h('div', {},
    heading(t('run.one.' + action(kind, run)), [actions]),
    trouble, said,
    section(t('run.progress'), progress, h('p', {class: 'aside text-body-secondary'}, t('run.goesOn') + ' ' + t('run.means.' + action(kind, run)))),
    section(t('run.which'), facts(
      [t('run.by'), run.requested_by],
      [t('run.requested'), time(run.requested_at)],
      ...kind.which(run)),
    h('p', {class: 'aside'}, h('a', {href: '/console/' + kind.list(run), 'data-test': 'list'}, t('run.list.' + name)))),
    h('p', {}, link(kind.at, t('runs.title'))));
  actions.append(h('button', {class: 'btn btn-outline-danger btn-sm', type: 'button', 'data-test': 'cancel-run', onclick: () => cancel(visit, path)}, t('run.stop')));
  show(run);
  if (run.state === 'running') {
    watch(root, path, trouble, now => {
      show(now);
      if (now.state !== 'running') {
        said.textContent = t('run.over', {state: t('state.' + named(now.state)), count: counted(now)});
      }
    });
  }
  return root;
}

/** Asks again each second, and less often where that fails, until it is over or another page is shown. */
function watch(root, path, trouble, show, pause = LOOK_AGAIN) {
  setTimeout(async () => {
    if (!root.isConnected) {
      return;
    }
    let running = true;
    let next = LOOK_AGAIN;
    try {
      const run = await get(path);
      trouble.replaceChildren();
      show(run);
      running = run.state === 'running';
    } catch (failure) {
      if (failure instanceof ApiFailure && failure.status === 401) {
        dispatchEvent(new Event('bankapi-signed-out'));
        return;
      }
      next = Math.max(Math.min(2 * pause, LONGEST_PAUSE), 1000 * (failure.retryAfter || 0));
      // said once: who hears it would hear nothing else
      if (!trouble.hasChildNodes()) {
        trouble.replaceChildren(failureBox(failure));
      }
    }
    if (running) {
      watch(root, path, trouble, show, next);
    }
  }, pause);
}

/** With the states it is for: those that are over, or those that wait. */
function ofDeliveries({which, action}) {
  return [
    action === 'cancel'
      ? [t('delivery.waiting'), which.waiting ? t('overview.held') : t('run.allPending')]
      : [t('field.state'), which.state ? state(which.state) : t('run.both')],
    [t('delivery.event'), which.event || t('filter.any')],
    [t('delivery.target'), which.target_id ? link('deliveries' + query({target_id: which.target_id}), which.target_id) : t('filter.any')],
    ...ofBoth(which)
  ];
}

function ofEvents({which}) {
  return [
    [t('field.state'), state(which.state)],
    [t('event.type'), which.type || t('filter.any')],
    ...ofBoth(which)
  ];
}

function ofBoth(which) {
  return [
    [t('filter.from'), time(which.from)],
    [t('filter.until'), time(which.until)],
    [t('item.id'), which.item_id ? link('items/' + which.item_id, which.item_id) : t('filter.any')],
    ofSite(which.site_id)
  ];
}

function ofSite(id, key = id) {
  return [t('site.one'), id ? link('sites/' + id, key) : t('filter.any')];
}

/** Whatever has become of them. */
function matching(which) {
  return query({...which, state: undefined, waiting: undefined});
}

/** What is over is full where nothing was left to do meanwhile. */
function bar(run) {
  const all = Math.max(1, run.wanted || 0);
  const done = run.state === 'finished' ? all : Math.min(run.done + (run.left_out || 0), all);
  return h('progress', {class: 'run', max: all, value: done, 'aria-label': t('run.progress')});
}

function cancel(visit, path) {
  ask({title: t('run.stop'), text: t('run.stopText'), action: t('run.stop'), danger: true, again: visit.again}, async () => {
    await post(path + '/cancel');
    notice(t('done'));
    visit.again();
  });
}
