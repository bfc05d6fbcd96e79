import {get} from '../shared/api.js';
import {h} from '../shared/dom.js';
import {t} from '../shared/i18n.js';
import {heading} from '../shared/list.js';
import {facts, section} from '../shared/table.js';

export async function page() {
  const about = await get('about');
  const database = about.database || {};
  return h('div', {}, heading(t('about.title')),
    section(t('about.facts'), facts(
      [t('about.version'), about.version],
      [t('about.server'), about.server],
      ['Java', about.java],
      [t('about.database'), database.product],
      [t('about.migrations'), (database.migrations || []).join(', ')])),
    section(t('about.licences'), h('p', {}, t('about.licencesText')),
      h('ul', {}, h('li', {}, 'Bank API: Apache License 2.0'), h('li', {}, 'Bootstrap 5.3.8: MIT'), h('li', {}, 'uPlot 1.6.30: MIT'))));
}
