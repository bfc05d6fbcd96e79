import {get} from '../shared/api.js';
import {isIll, state} from '../shared/badge.js';
import {h, link, query} from '../shared/dom.js';
import {empty, nextStep} from '../shared/empty.js';
import {itemFigures} from '../shared/figure.js';
import {number, t} from '../shared/i18n.js';
import {choice, heading, list} from '../shared/list.js';
import {facts, section, tableSection} from '../shared/table.js';
import {time, timeAndDistance} from '../shared/time.js';

/** @param {import('../main.js').Visit} visit */
export function page(visit) {
  return visit.ids.length > 0 ? one(visit) : list(visit, {
    title: t('banks.title'),
    intro: t('banks.intro'),
    path: 'banks',
    order: t('banks.order'),
    filters: [
      {name: 'bank', label: t('item.bank')},
      choice('down', t('bank.down'), [['true', t('yes')], ['false', t('no')]])
    ],
    empty: t('banks.empty'),
    next: [nextStep('connections', t('nav.connections'))],
    columns: [
      {label: t('item.bank'), show: bank => link('banks/' + bank.provider_id, bank.name || bank.provider_id)},
      {label: t('bank.provider'), show: bank => bank.provider_id},
      {label: t('field.state'), show: bank => state(bank.down_since ? 'down' : 'up')},
      {label: t('bank.downSince'), show: bank => timeAndDistance(bank.down_since)},
      {label: t('bank.items'), show: bank => itemsLink(bank), number: true},
      {label: t('bank.notOk'), show: bank => number(total(bank, isIll)), number: true},
      {label: t('bank.sites'), show: bank => number(bank.sites), number: true}
    ]
  });
}

function total(bank, counts = () => true) {
  return Object.entries(bank.items_by_status).reduce((sum, [status, count]) => sum + (counts(bank.meaning_by_status[status]) ? count : 0), 0);
}

function itemsLink(bank) {
  return link('items' + query({provider_id: bank.provider_id, deleted: 'false'}), number(total(bank)));
}

async function one(visit) {
  const {bank, outages} = await get('banks/' + encodeURIComponent(visit.ids[0]));
  return h('div', {},
    heading(bank.name || t('bank.one', {id: bank.provider_id})),
    section(t('bank.facts'), facts(
      [t('field.state'), h('span', {'data-test': 'state'}, state(bank.down_since ? 'down' : 'up'))],
      [t('bank.provider'), bank.provider_id],
      [t('bank.downSince'), bank.down_since ? timeAndDistance(bank.down_since) : null],
      [t('bank.sites'), number(bank.sites)])),
    section(t('overview.items'), itemFigures(bank, {provider_id: bank.provider_id, deleted: 'false'}) || empty(t('overview.noItems'), nextStep('connections', t('nav.connections')))),
    tableSection(t('bank.outages'), [
      {label: t('bank.began'), show: row => time(row.began_at)},
      {label: t('bank.ended'), show: row => (row.ended_at ? time(row.ended_at) : t('bank.lasts'))}
    ], outages, h('p', {class: 'empty'}, t('bank.neverDown'))));
}
