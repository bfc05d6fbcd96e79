import {etagOf, post} from '../shared/api.js';
import {state} from '../shared/badge.js';
import {ask, tell} from '../shared/dialog.js';
import {english, h, link, query} from '../shared/dom.js';
import {nextStep} from '../shared/empty.js';
import {t} from '../shared/i18n.js';
import {choice, list} from '../shared/list.js';
import {notice} from '../shared/notice.js';
import {facts} from '../shared/table.js';
import {duration, timeAndDistance} from '../shared/time.js';

/** @param {import('../main.js').Visit} visit */
export function page(visit) {
  return list(visit, {
    title: t('site.targets'),
    path: 'webhook-targets',
    filters: [
      choice('state', t('field.state'), [['active', t('state.target-active')], ['suspended', t('state.target-suspended')], ['gone', t('state.gone')]]),
      {name: 'site_id', label: t('site.id')}
    ],
    empty: t('targets.empty'),
    next: [nextStep('sites', t('deliveries.next'))],
    columns: [...columns(visit), {label: t('site.one'), show: target => link('sites/' + target.site_id, target.site_key)}]
  });
}

/**
 * What lists show of an address.
 *
 * @param {import('../main.js').Visit} visit
 */
export function columns(visit) {
  return [
    {label: t('site.webhookUrl'), show: target => link('deliveries' + query({target_id: target.id}), target.url)},
    {label: t('field.state'), show: target => state(stateOf(target))},
    {label: t('target.failingSince'), show: target => timeAndDistance(target.failing_since)},
    {label: t('target.retryAt'), show: target => timeAndDistance(target.retry_at)},
    {label: t('field.action'), show: target => h('div', {class: 'actions'},
      target.state !== 'active' && h('button', {class: 'btn btn-primary btn-sm', type: 'button', 'data-test': 'resume', 'aria-label': named('resume', target), onclick: () => move(visit, target, 'resume', false)}, t('target.resume')),
      h('button', {class: 'btn btn-outline-secondary btn-sm', type: 'button', 'data-test': 'test-target', 'aria-label': named('test', target), onclick: () => test(visit, target)}, t('target.test')),
      target.suspended_by !== 'operator' && h('button', {class: 'btn btn-outline-danger btn-sm', type: 'button', 'data-test': 'suspend-target', 'aria-label': named('suspend', target), onclick: () => move(visit, target, 'suspend', true)}, t('target.suspend')))}
  ];
}

/** Which address a button is for, where only its row says so. */
function named(verb, target) {
  return t('pair', {name: t('target.' + verb), n: target.url});
}

function stateOf(target) {
  if (target.suspended_by === 'operator') {
    return 'suspended-by-operator';
  }
  if (target.state === 'gone') {
    return 'gone';
  }
  return target.state === 'active' && target.failing_since ? 'failing' : 'target-' + target.state;
}

function move(visit, target, verb, danger) {
  ask({title: t('target.' + verb), text: t('target.' + verb + 'Text', {url: target.url}), action: t('target.' + verb), danger, again: visit.again}, async () => {
    await post('webhook-targets/' + target.id + '/' + verb, undefined, {ifMatch: etagOf(target)});
    notice(t('done'));
    visit.again();
  });
}

/** What the receiver said stays until it is read. */
function test(visit, target) {
  ask({title: t('target.test'), text: t('target.testText', {url: target.url}), action: t('target.test')}, async () => {
    const answer = await post('sites/' + target.site_id + '/ping' + query({webhook_url: target.url}));
    setTimeout(async () => {
      await tell(t('target.tested'), h('div', {'data-test': 'answer'}, said(answer)),
        answer.resumed && h('p', {}, t('target.resumed')),
        answer.delivered && target.suspended_by === 'operator' && h('p', {}, t('target.staysSuspended')));
      visit.again();
    });
  });
}

function said(answer) {
  return facts(
    [t('field.state'), state(answer.delivered ? 'delivered' : 'failed')],
    [t('delivery.target'), answer.url],
    [t('attempt.answer'), answer.status ? t('step.http', {status: answer.status}) : english(answer.error)],
    [t('attempt.duration'), duration(answer.duration_ms)],
    [t('attempt.excerpt'), answer.excerpt ? h('pre', {tabindex: 0, role: 'region', 'aria-label': t('attempt.excerpt')}, answer.excerpt) : undefined],
    ['webhook-id', h('code', {}, answer.id)]);
}
