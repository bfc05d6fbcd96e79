import {post} from '../shared/api.js';
import {state} from '../shared/badge.js';
import {ask} from '../shared/dialog.js';
import {english, h, link} from '../shared/dom.js';
import {nextStep} from '../shared/empty.js';
import {language, t, word} from '../shared/i18n.js';
import {choice, list} from '../shared/list.js';
import {notice} from '../shared/notice.js';
import {time, timeAndDistance} from '../shared/time.js';

const KINDS = ['deliveries_late', 'events_late', 'target_failing', 'bridge_silent', 'bridge_credentials', 'bridge_budget', 'consents_ending', 'bank_down'];

/** @param {import('../main.js').Visit} visit */
export function page(visit) {
  return list(visit, {
    title: t('alerts.title'),
    intro: t('alerts.intro'),
    path: 'alerts',
    filters: [
      choice('state', t('field.state'), [['open', t('state.open')], ['over', t('state.over')]]),
      choice('kind', t('alert.kind'), KINDS.map(kind => [kind, word('alertKind', kind)]))
    ],
    fixed: {lang: language()},
    empty: t('alerts.empty'),
    next: [h('button', {class: 'btn btn-outline-secondary btn-sm', type: 'button', onclick: () => test(visit)}, t('alerts.test')), nextStep('settings', t('nav.settings'))],
    actions: [h('button', {class: 'btn btn-outline-secondary btn-sm', type: 'button', 'data-test': 'test', onclick: () => test(visit)}, t('alerts.test'))],
    columns: [
      {label: t('alert.what'), show: alert => link(alert.page.slice(1), alert.title)},
      {label: t('field.state'), show: alert => state(alert.state)},
      {label: t('alert.details'), show: alert => alert.text},
      {label: t('alert.since'), show: alert => timeAndDistance(alert.since)},
      {label: t('alert.until'), show: alert => time(alert.ended_at)},
      {label: t('alert.told'), show: alert => (alert.told.length > 0 ? alert.told.map(told) : t('alert.nobody'))}
    ]
  });
}

/** A channel, whether it was told, and why not. */
function told(channel) {
  return h('div', {}, channel.channel + ' ', state(channel.state), channel.error && [' ', english(channel.error)]);
}

function test(visit) {
  ask({title: t('alerts.test'), text: t('alerts.testText'), action: t('alerts.test')}, async () => {
    const tried = (await post('alerts/test')).data;
    if (tried.length === 0) {
      notice(t('alerts.noChannel'), 'danger');
    }
    tried.forEach(one => notice(one.arrived ? t('alerts.arrived', {channel: one.channel}) : t('alerts.notArrived', one), one.arrived ? 'success' : 'danger'));
    visit.again();
  });
}
