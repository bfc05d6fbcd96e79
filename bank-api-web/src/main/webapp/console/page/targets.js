import {post} from '../shared/api.js';
import {state} from '../shared/badge.js';
import {ask} from '../shared/dialog.js';
import {h, link} from '../shared/dom.js';
import {nextStep} from '../shared/empty.js';
import {t} from '../shared/i18n.js';
import {choice, list} from '../shared/list.js';
import {notice} from '../shared/notice.js';
import {timeAndDistance} from '../shared/time.js';

/** @param {import('../main.js').Visit} visit */
export function page(visit) {
  return list(visit, {
    title: t('site.targets'),
    path: 'webhook-targets',
    filters: [
      choice('state', t('field.state'), ['active', 'suspended', 'gone'].map(name => [name, t('state.' + name)])),
      {name: 'site_id', label: t('site.id')}
    ],
    empty: t('targets.empty'),
    next: [nextStep('sites', t('deliveries.next'))],
    columns: [...columns(visit), {label: t('site.one'), show: target => link('sites/' + target.site_id, t('site.one'))}]
  });
}

/**
 * What lists show of an address.
 *
 * @param {import('../main.js').Visit} visit
 */
export function columns(visit) {
  return [
    {label: t('site.webhookUrl'), show: target => target.url},
    {label: t('field.state'), show: target => state(target.state === 'active' && target.failing_since ? 'failing' : target.state)},
    {label: t('target.failingSince'), show: target => timeAndDistance(target.failing_since)},
    {label: t('target.retryAt'), show: target => timeAndDistance(target.retry_at)},
    {label: t('field.action'), show: target => (target.state === 'active' ? '–' : h('button', {class: 'btn btn-primary btn-sm', type: 'button', 'data-test': 'resume', onclick: () => resume(visit, target)}, t('target.resume')))}
  ];
}

function resume(visit, target) {
  ask({title: t('target.resume'), text: t('target.resumeText', {url: target.url}), action: t('target.resume')}, async () => {
    await post('webhook-targets/' + target.id + '/resume');
    notice(t('done'));
    visit.again();
  });
}
