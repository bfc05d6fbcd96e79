import {get} from '../shared/api.js';
import {h} from '../shared/dom.js';
import {t} from '../shared/i18n.js';
import {heading} from '../shared/list.js';
import {facts, section, table} from '../shared/table.js';
import {time} from '../shared/time.js';

export async function page() {
  const about = await get('about');
  const {commit, database, libraries} = about;
  return h('div', {}, heading(t('about.title')),
    section(t('about.facts'), facts(
      [t('about.version'), about.version],
      [t('about.commit'), h('span', {'data-test': 'commit'}, commit ? [h('code', {}, commit.id), commit.changed ? ' ' + t('about.changed') : null] : t('about.noCommit'))],
      [t('about.committed'), commit ? time(commit.at) : undefined],
      [t('about.server'), about.server],
      ['Java', about.java],
      [t('about.database'), database.product],
      [t('about.migrations'), database.migrations.join(', ')],
      [t('about.licence'), 'Apache-2.0'])),
    section(t('about.libraries'), h('p', {class: 'text-body-secondary'}, t('about.librariesText')),
      table(t('about.libraries'), [
        {label: t('about.library'), show: library => library.group + ':' + library.name},
        {label: t('about.version'), show: library => library.version},
        {label: t('about.licence'), show: library => library.licences.join(', ')}
      ], libraries)));
}
