import {call, post} from '../shared/api.js';
import {state} from '../shared/badge.js';
import {ask, showOnce} from '../shared/dialog.js';
import {filled, h} from '../shared/dom.js';
import {plural, t, word} from '../shared/i18n.js';
import {list} from '../shared/list.js';
import {notice} from '../shared/notice.js';
import {time, timeAndDistance} from '../shared/time.js';

/** @param {import('../main.js').Visit} visit */
export function page(visit) {
  return list(visit, {
    title: t('tokens.title'),
    intro: t('tokens.intro'),
    path: 'tokens',
    filters: [{name: 'operator', label: t('token.operator')}],
    empty: t('tokens.empty'),
    next: [h('button', {class: 'btn btn-primary btn-sm', type: 'button', onclick: () => issue(visit)}, t('tokens.issue'))],
    actions: [h('button', {class: 'btn btn-outline-danger btn-sm', type: 'button', 'data-test': 'revoke-all', onclick: () => revokeAll(visit)}, t('tokens.revokeAll')), h('button', {class: 'btn btn-primary btn-sm', type: 'button', 'data-test': 'create', onclick: () => issue(visit)}, t('tokens.issue'))],
    columns: [
      {label: t('token.name'), show: token => token.name},
      {label: t('token.operator'), show: token => token.operator},
      {label: t('token.scope'), show: token => word('scope', token.scope)},
      {label: t('field.state'), show: token => state(token.revoked_at ? 'revoked' : Date.parse(token.expires_at) < Date.now() ? 'expired' : 'active')},
      {label: t('token.expires'), show: token => timeAndDistance(token.expires_at)},
      {label: t('token.used'), show: token => time(token.used_at)},
      {label: t('field.action'), show: token => (token.revoked_at ? '–' : h('button', {class: 'btn btn-outline-danger btn-sm', type: 'button', 'data-test': 'revoke', 'aria-label': t('token.revokeOf', {name: token.name}), onclick: () => revoke(visit, token)}, t('token.revoke')))}
    ]
  });
}

function issue(visit) {
  ask({title: t('tokens.issue'), action: t('tokens.issue'), fields: [
    {name: 'name', label: t('token.name'), required: true, hint: t('token.nameHint')},
    {name: 'scope', label: t('token.scope'), options: [['read', t('scope.read')], ['write', t('scope.write')]]},
    {name: 'days', label: t('token.days'), type: 'number', min: 1, value: 90}
  ]}, async values => {
    const issued = await post('tokens', filled(values));
    setTimeout(async () => {
      await showOnce(t('token.secretTitle'), [[t('token.one'), issued.token]]);
      visit.again();
    });
  });
}

function revokeAll(visit) {
  ask({title: t('tokens.revokeAll'), text: t('tokens.revokeAllText'), action: t('tokens.revokeAll'), danger: true, fields: [
    {name: 'operator', label: t('token.operator'), required: true, value: visit.query.get('operator') || ''}
  ]}, async values => {
    const revoked = await post('operators/' + encodeURIComponent(values.operator) + '/revoke');
    notice(plural('tokens.sessionsEnded', revoked.sessions) + ', ' + plural('tokens.revoked', revoked.tokens));
    visit.again();
  });
}

function revoke(visit, token) {
  ask({title: t('token.revoke'), text: t('token.revokeText', {name: token.name}), action: t('token.revoke'), danger: true}, async () => {
    await call('DELETE', 'tokens/' + token.id);
    notice(t('done'));
    visit.again();
  });
}
