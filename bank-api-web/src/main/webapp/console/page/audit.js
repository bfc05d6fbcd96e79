import {english, h, link, parts} from '../shared/dom.js';
import {nextStep} from '../shared/empty.js';
import {t} from '../shared/i18n.js';
import {list, span} from '../shared/list.js';
import {time} from '../shared/time.js';

/** @param {import('../main.js').Visit} visit */
export function page(visit) {
  return list(visit, {
    title: t('audit.title'),
    intro: t('audit.intro'),
    path: 'audit',
    filters: [{name: 'actor', label: t('audit.actor'), hint: t('filter.exact')}, {name: 'action', label: t('audit.action'), hint: t('filter.exact')}, {name: 'subject', label: t('audit.subject')}, ...span(), {name: 'site_id', label: t('site.id')}],
    empty: t('audit.empty'),
    next: [nextStep('', t('nav.overview'))],
    columns: [
      {label: t('audit.at'), show: row => time(row.at)},
      {label: t('audit.actor'), show: row => row.actor},
      {label: t('audit.action'), show: row => h('code', {}, parts(row.action))},
      {label: t('audit.subject'), show: row => row.subject},
      {label: t('audit.detail'), show: row => about(row)}
    ]
  });
}

/** Which site it concerns, and what else is said of it. */
function about(row) {
  const site = row.site_id && link('sites/' + row.site_id, row.site_id);
  return site || row.detail ? h('span', {}, site && [t('site.one'), ' ', site], site && row.detail ? ', ' : null, english(row.detail)) : '–';
}
