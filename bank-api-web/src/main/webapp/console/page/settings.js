import {get} from '../shared/api.js';
import {h} from '../shared/dom.js';
import {t} from '../shared/i18n.js';
import {heading} from '../shared/list.js';
import {table} from '../shared/table.js';

export async function page() {
  const settings = (await get('settings')).data;
  return h('div', {}, heading(t('settings.title')), h('p', {class: 'text-body-secondary'}, t('settings.intro')),
    table(t('settings.title'), [
      {label: t('setting.key'), show: row => h('code', {}, row.key)},
      {label: t('setting.value'), show: row => (row.secret ? h('em', {}, t(row.set ? 'setting.hidden' : 'setting.notSet')) : row.value === null || row.value === undefined ? h('em', {}, t('setting.notSet')) : row.value)},
      {label: t('setting.source'), show: row => row.source || t('setting.default')}
    ], settings));
}
