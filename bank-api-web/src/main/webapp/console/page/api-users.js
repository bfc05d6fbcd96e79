import {call, get, post} from '../shared/api.js';
import {state} from '../shared/badge.js';
import {ask, copyButton, former, showOnce} from '../shared/dialog.js';
import {h, link, query} from '../shared/dom.js';
import {empty, nextStep} from '../shared/empty.js';
import {t} from '../shared/i18n.js';
import {choice, heading, list} from '../shared/list.js';
import {notice} from '../shared/notice.js';
import {facts, section, tableSection} from '../shared/table.js';
import {time, timeAndDistance} from '../shared/time.js';
import {create as createSite} from './sites.js';

/** @param {import('../main.js').Visit} visit */
export function page(visit) {
  return visit.ids.length > 0 ? one(visit) : list(visit, {
    title: t('apiUsers.title'),
    intro: t('apiUsers.intro'),
    path: 'api-users',
    filters: [{name: 'search', label: t('sites.search'), hint: t('apiUsers.searchHint')}, choice('active', t('field.state'), [['true', t('state.active')], ['false', t('state.revoked')]])],
    empty: t('apiUsers.empty'),
    next: [h('button', {class: 'btn btn-primary btn-sm', type: 'button', onclick: () => create(visit)}, t('apiUsers.create'))],
    actions: [h('button', {class: 'btn btn-primary btn-sm', type: 'button', 'data-test': 'create', onclick: () => create(visit)}, t('apiUsers.create'))],
    columns: [
      {label: t('field.email'), show: user => link('api-users/' + user.id, user.email)},
      {label: t('apiUser.key'), show: user => h('code', {}, user.api_key)},
      {label: t('field.state'), show: user => state(user.active ? 'active' : 'revoked')},
      {label: t('field.created'), show: user => time(user.created_at)}
    ]
  });
}

function fields(user) {
  return [
    {name: 'email', label: t('field.email'), type: 'email', required: true, value: user.email, hint: t('apiUser.emailHint')},
    {name: 'link_answer', label: t('apiUser.linkAnswer'), value: user.link_answer, options: [['object', 'object'], ['url', 'url']]},
    {name: 'list_answer', label: t('apiUser.listAnswer'), value: user.list_answer, options: [['list', 'list'], ['resources', 'resources']]},
    {name: 'multi_site', label: t('apiUser.multiSite'), type: 'checkbox', value: user.multi_site},
    {name: 'may_register', label: t('apiUser.mayRegister'), type: 'checkbox', value: user.may_register}
  ];
}

function create(visit) {
  const key = crypto.randomUUID();
  ask({title: t('apiUsers.create'), text: t('apiUsers.createText'), action: t('action.create'), fields: fields({may_register: true})}, async values => {
    const created = await post('api-users', values, {idempotencyKey: key});
    visit.go('/console/api-users/' + created.api_user.id);
    setTimeout(() => showOnce(t('apiUser.secretTitle'), [[t('apiUser.key'), created.api_user.api_key], [t('apiUser.secret'), created.secret]]));
  });
}

async function one(visit) {
  const {data: user, etag} = await call('GET', 'api-users/' + encodeURIComponent(visit.ids[0]));
  const sites = await get('sites', {api_user_id: user.id, limit: 500});
  return h('div', {},
    heading(user.email, [
      h('button', {class: 'btn btn-outline-secondary btn-sm', type: 'button', 'data-test': 'change', onclick: () => change(visit, user, etag)}, t('action.change')),
      h('button', {class: 'btn btn-primary btn-sm', type: 'button', 'data-test': 'rotate', onclick: () => rotate(visit, user, etag)}, t('apiUser.rotate')),
      user.active && h('button', {class: 'btn btn-outline-secondary btn-sm', type: 'button', 'data-test': 'create-site', onclick: () => createSite(visit, [user])}, t('sites.create')),
      user.active
        ? h('button', {class: 'btn btn-outline-danger btn-sm', type: 'button', 'data-test': 'revoke', onclick: () => move(visit, user, etag, 'revoke', true)}, t('apiUser.revoke'))
        : h('button', {class: 'btn btn-outline-secondary btn-sm', type: 'button', 'data-test': 'activate', onclick: () => move(visit, user, etag, 'activate', false)}, t('apiUser.activate'))].filter(Boolean)),
    section(t('apiUser.facts'), facts(
      [t('field.state'), state(user.active ? 'active' : 'revoked')],
      [t('apiUser.key'), [h('code', {}, user.api_key), ' ', copyButton(user.api_key, t('apiUser.key'))]],
      [t('apiUser.previousSecret'), user.previous_secret_until ? timeAndDistance(user.previous_secret_until) : null],
      [t('apiUser.linkAnswer'), user.link_answer],
      [t('apiUser.listAnswer'), user.list_answer],
      [t('apiUser.multiSite'), t(user.multi_site ? 'yes' : 'no')],
      [t('apiUser.mayRegister'), t(user.may_register ? 'yes' : 'no')],
      [t('field.created'), h('span', {'data-test': 'created'}, time(user.created_at))])),
    tableSection(t('nav.sites'), [
      {label: t('site.key'), show: site => link('sites/' + site.id, site.site_key)},
      {label: t('site.baseUrl'), show: site => site.base_url},
      {label: t('field.state'), show: site => state(site.state)}
    ], sites.data, empty(t(user.may_register ? 'apiUser.noSite' : 'apiUser.mayNotRegister'), nextStep('sites', t('sites.create')))),
    sites.next && h('p', {class: 'aside'}, link('sites' + query({api_user_id: user.id}), t('apiUser.allSites'))),
    h('p', {class: 'aside'}, h('a', {href: '/console/audit' + query({subject: 'api-user ' + user.api_key})}, t('apiUser.audit'))));
}

function change(visit, user, etag) {
  ask({title: t('apiUser.changeTitle', {email: user.email}), action: t('action.save'), again: visit.again, fields: fields(user)}, async values => {
    await call('PATCH', 'api-users/' + user.id, {ifMatch: etag, body: values});
    notice(t('saved'));
    visit.again();
  });
}

function rotate(visit, user, etag) {
  ask({title: t('apiUser.rotate'), text: former(t('apiUser.rotateText', {email: user.email}), user.previous_secret_until), action: t('apiUser.rotate'), danger: true, again: visit.again, fields: [
    {name: 'overlap', label: t('apiUser.overlap'), value: 'PT24H', options: [['PT24H', t('overlap.day')], ['P7D', t('overlap.week')], ['PT0S', t('overlap.none')]]}
  ]}, async values => {
    const rotated = await post('api-users/' + user.id + '/rotate-secret' + query(values), undefined, {ifMatch: etag});
    setTimeout(async () => {
      await showOnce(t('apiUser.secretTitle'), [[t('apiUser.key'), user.api_key], [t('apiUser.secret'), rotated.secret]]);
      visit.again();
    });
  });
}

function move(visit, user, etag, verb, danger) {
  ask({title: t('apiUser.' + verb), text: t('apiUser.' + verb + 'Text', {email: user.email}), action: t('apiUser.' + verb), danger, again: visit.again}, async () => {
    await post('api-users/' + user.id + '/' + verb, undefined, {ifMatch: etag});
    notice(t('done'));
    visit.again();
  });
}
