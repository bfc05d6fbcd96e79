import {ApiFailure, get, post} from '../shared/api.js';
import {state} from '../shared/badge.js';
import {ask} from '../shared/dialog.js';
import {h, link, query} from '../shared/dom.js';
import {number, t} from '../shared/i18n.js';
import {choice, heading, list} from '../shared/list.js';
import {failureBox, notice} from '../shared/notice.js';
import {facts, section} from '../shared/table.js';
import {time} from '../shared/time.js';

const LOOK_AGAIN = 1000;

/** @param {import('../main.js').Visit} visit */
export function page(visit) {
  return visit.ids.length > 0 ? one(visit) : list(visit, {
    title: t('replays.title'),
    intro: t('replays.intro'),
    path: 'delivery-replays',
    filters: [choice('state', t('field.state'), ['running', 'finished', 'cancelled'].map(name => [name, t('state.' + name)]))],
    empty: t('replays.empty'),
    columns: [
      {label: t('replay.requested'), show: row => link('deliveries/replays/' + row.id, time(row.requested_at))},
      {label: t('replay.by'), show: row => row.requested_by},
      {label: t('field.state'), show: row => state(row.state)},
      {label: t('replay.progress'), show: row => counted(row), number: true},
      {label: t('replay.finished'), show: row => time(row.finished_at)}
    ]
  });
}

function counted(replay) {
  return replay.wanted === null || replay.wanted === undefined
    ? number(replay.replayed)
    : t('replay.of', {n: number(replay.replayed), all: number(replay.wanted)});
}

async function one(visit) {
  const path = 'delivery-replays/' + encodeURIComponent(visit.ids[0]);
  const replay = await get(path);
  const progress = h('div', {'data-test': 'replay-progress'});
  const said = h('p', {class: 'visually-hidden', role: 'status'});
  const actions = h('span', {class: 'actions'});
  const trouble = h('div');
  const show = now => {
    progress.replaceChildren(bar(now), facts(
      [t('field.state'), h('span', {'data-test': 'state'}, state(now.state))],
      [t('replay.progress'), counted(now)],
      [t('replay.finished'), now.finished_at ? time(now.finished_at) : undefined]));
    // The button stays the same one, so that it keeps the focus.
    if (now.state !== 'running') {
      actions.replaceChildren();
    }
  };
  const root = h('div', {},
    heading(t('replay.one'), [actions]),
    trouble, said,
    section(t('replay.progress'), progress, h('p', {class: 'aside text-body-secondary'}, t('replay.goesOn'))),
    section(t('replay.which'), facts(
      [t('replay.by'), replay.requested_by],
      [t('replay.requested'), time(replay.requested_at)],
      [t('field.state'), replay.which.state ? state(replay.which.state) : t('replay.both')],
      [t('delivery.event'), replay.which.event || t('filter.any')],
      [t('filter.from'), time(replay.which.from)],
      [t('filter.until'), time(replay.which.until)],
      [t('site.one'), replay.which.site_id ? link('sites/' + replay.which.site_id, replay.which.site_id) : t('filter.any')]),
    h('p', {class: 'aside'}, link('deliveries' + query({site_id: replay.which.site_id, event: replay.which.event, from: replay.which.from, until: replay.which.until}), t('replay.list')))),
    h('p', {}, link('deliveries/replays', t('replays.title'))));
  actions.append(h('button', {class: 'btn btn-outline-danger btn-sm', type: 'button', 'data-test': 'cancel-replay', onclick: () => cancel(visit, path)}, t('replay.cancel')));
  show(replay);
  if (replay.state === 'running') {
    watch(root, path, trouble, now => {
      show(now);
      if (now.state !== 'running') {
        said.textContent = t('replay.over', {state: t('state.' + now.state), count: counted(now)});
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
      const replay = await get(path);
      trouble.replaceChildren();
      show(replay);
      running = replay.state === 'running';
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

/** What is over is full where nothing was left to send again meanwhile. */
function bar(replay) {
  const all = Math.max(1, replay.wanted || 0);
  const done = replay.state === 'finished' ? all : Math.min(replay.replayed, all);
  return h('progress', {class: 'replay', max: all, value: done, 'aria-label': t('replay.progress')});
}

function cancel(visit, path) {
  ask({title: t('replay.cancel'), text: t('replay.cancelText'), action: t('replay.cancel'), danger: true}, async () => {
    await post(path + '/cancel');
    notice(t('done'));
    visit.again();
  });
}
