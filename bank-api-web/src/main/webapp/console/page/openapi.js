import {h} from '../shared/dom.js';
import {t} from '../shared/i18n.js';
import {heading} from '../shared/list.js';
import {section, table} from '../shared/table.js';

const DOCUMENT = '/console/openapi.json';
const VERBS = ['get', 'post', 'put', 'patch', 'delete'];

/** The OpenAPI document that the build made, to read; for machines there is the document itself. */
export async function page() {
  const answer = await fetch(DOCUMENT);
  if (!answer.ok) {
    throw new Error(DOCUMENT);
  }
  const api = await answer.json();
  const operations = Object.entries(api.paths).flatMap(([path, verbs]) =>
    VERBS.filter(verb => verbs[verb]).map(verb => ({path, verb, ...verbs[verb]})));
  const tags = [...new Set(operations.map(operation => operation.tags[0]))].sort();
  return h('div', {}, heading(t('openapi.title'), [h('a', {class: 'btn btn-outline-secondary btn-sm', href: DOCUMENT, download: 'openapi.json'}, t('openapi.download'))]),
    h('p', {class: 'text-body-secondary'}, api.info.description),
    tags.map(tag => section(tag, operations.filter(operation => operation.tags[0] === tag).map(operation => described(api, operation)))));
}

function described(api, operation) {
  const parameters = (operation.parameters || []).map(parameter => resolved(api, parameter));
  const body = operation.requestBody && shapeOf(resolved(api, operation.requestBody));
  return h('details', {class: 'operation', 'data-test': 'operation'},
    h('summary', {}, h('code', {}, operation.verb.toUpperCase() + ' ' + operation.path), ' ', operation.summary),
    parameters.length > 0 && table(t('openapi.parameters'), [
      {label: t('openapi.name'), show: row => h('code', {}, row.name)},
      {label: t('openapi.where'), show: row => row.in + (row.required ? ', ' + t('openapi.required') : '')},
      {label: t('openapi.kind'), show: row => kind(api, row.schema)},
      {label: t('openapi.meaning'), show: row => row.description || ''}
    ], parameters),
    body && fields(api, t('openapi.body'), body),
    Object.entries(operation.responses).filter(([, response]) => shapeOf(response))
      .map(([status, response]) => fields(api, t('openapi.answer', {status}), shapeOf(response))));
}

/** The names an object has, each with its kind; what is no object is named by its kind. */
function fields(api, title, schema) {
  const object = resolved(api, schema);
  return h('div', {}, h('h3', {class: 'h6'}, title), object.properties
    ? table(title, [
      {label: t('openapi.name'), show: ([name]) => h('code', {}, name)},
      {label: t('openapi.kind'), show: ([name, property]) => kind(api, property) + ((object.required || []).includes(name) ? ', ' + t('openapi.required') : '')}
    ], Object.entries(object.properties))
    : h('p', {}, kind(api, schema)));
}

function shapeOf(message) {
  const json = message.content && message.content['application/json'];
  return json && json.schema && Object.keys(json.schema).length > 0 ? json.schema : null;
}

function kind(api, schema = {}) {
  const known = resolved(api, schema);
  if (known.type === 'array') {
    return '[' + kind(api, known.items) + ']';
  }
  return known.properties && schema.$ref ? schema.$ref.split('/').pop() : [known.type, known.format].filter(Boolean).join(' ');
}

function resolved(api, part = {}) {
  return part.$ref ? part.$ref.slice(2).split('/').reduce((at, name) => at[name], api) : part;
}
