import {ApiFailure, get, post} from '../shared/api.js';
import {state} from '../shared/badge.js';
import {ask} from '../shared/dialog.js';
import {h, link, query} from '../shared/dom.js';
import {nextStep} from '../shared/empty.js';
import {number, t} from '../shared/i18n.js';
import {choice, heading, list} from '../shared/list.js';
import {failureBox, notice} from '../shared/notice.js';
import {facts, section} from '../shared/table.js';
import {time} from '../shared/time.js';

const LOOK_AGAIN = 1000;

/** @param {import('../main.js').Visit} visit */
export function page(visit) {
  return visit.ids.length > 0 ? one(visit) : list(visit, {
    title: t('runs.title'),
    intro: t('runs.intro'),
    path: 'delivery-runs',
    filters: [
      choice('action', t('run.action'), ['replay', 'cancel'].map(name => [name, t('run.' + name)])),
      choice('state', t('field.state'), ['running', 'finished', 'cancelled'].map(name => [name, t('state.' + named(name))]))
    ],
    empty: t('runs.empty'),
    next: [nextStep('deliveries', t('nav.deliveries'))],
    columns: [
      {label: t('run.requested'), show: row => link('deliveries/runs/' + row.id, time(row.requested_at))},
      {label: t('run.action'), show: row => t('run.' + row.action)},
      {label: t('run.by'), show: row => row.requested_by},
      {label: t('field.state'), show: row => state(named(row.state))},
      {label: t('run.progress'), show: row => counted(row), number: true},
      {label: t('run.finished'), show: row => time(row.finished_at)}
    ]
  });
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

async function one(visit) {
  const path = 'delivery-runs/' + encodeURIComponent(visit.ids[0]);
  const run = await get(path);
  const progress = h('div', {'data-test': 'run-progress'});
  const said = h('p', {class: 'visually-hidden', role: 'status'});
  const actions = h('span', {class: 'actions'});
  const trouble = h('div');
  const show = now => {
    progress.replaceChildren(bar(now), facts(
      [t('field.state'), h('span', {'data-test': 'state'}, state(named(now.state)))],
      [t('run.progress'), counted(now)],
      [t('run.finished'), now.finished_at ? time(now.finished_at) : undefined]));
    // The button stays the same one, so that it keeps the focus.
    if (now.state !== 'running') {
      actions.replaceChildren();
    }
  };
  const root = h('div', {},
    heading(t('run.one.' + run.action), [actions]),
    trouble, said,
    section(t('run.progress'), progress, h('p', {class: 'aside text-body-secondary'}, t('run.goesOn') + ' ' + t('run.means.' + run.action))),
    section(t('run.which'), facts(
      [t('run.by'), run.requested_by],
      [t('run.requested'), time(run.requested_at)],
      ...of(run),
      [t('delivery.event'), run.which.event || t('filter.any')],
      [t('filter.from'), time(run.which.from)],
      [t('filter.until'), time(run.which.until)],
      [t('delivery.target'), run.which.target_id ? link('deliveries' + query({target_id: run.which.target_id}), run.which.target_id) : t('filter.any')],
      [t('item.id'), run.which.item_id ? link('items/' + run.which.item_id, run.which.item_id) : t('filter.any')],
      [t('site.one'), run.which.site_id ? link('sites/' + run.which.site_id, run.which.site_id) : t('filter.any')]),
    h('p', {class: 'aside'}, link('deliveries' + query({site_id: run.which.site_id, target_id: run.which.target_id, item_id: run.which.item_id, event: run.which.event, from: run.which.from, until: run.which.until}), t('run.list')))),
    h('p', {}, link('deliveries/runs', t('runs.title'))));
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

/** Asks again each second, until it is over or another page is shown. */
function watch(root, path, trouble, show) {
  setTimeout(async () => {
    if (!root.isConnected) {
      return;
    }
    let running = true;
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
      trouble.replaceChildren(failureBox(failure));
    }
    if (running) {
      watch(root, path, trouble, show);
    }
  }, LOOK_AGAIN);
}

/** The states it is for: those that are over, or those that wait. */
function of(run) {
  return run.action === 'cancel'
    ? [[t('delivery.waiting'), run.which.waiting ? t('overview.held') : t('run.allPending')]]
    : [[t('field.state'), run.which.state ? state(run.which.state) : t('run.both')]];
}

/** What is over is full where nothing was left to do meanwhile. */
function bar(run) {
  const all = Math.max(1, run.wanted || 0);
  const done = run.state === 'finished' ? all : Math.min(run.done, all);
  return h('progress', {class: 'run', max: all, value: done, 'aria-label': t('run.progress')});
}

function cancel(visit, path) {
  ask({title: t('run.stop'), text: t('run.stopText'), action: t('run.stop'), danger: true}, async () => {
    await post(path + '/cancel');
    notice(t('done'));
    visit.again();
  });
}
