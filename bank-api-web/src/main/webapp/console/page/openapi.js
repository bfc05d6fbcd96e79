import {english, h} from '../shared/dom.js';
import {t, word} from '../shared/i18n.js';
import {heading} from '../shared/list.js';
import {section, table} from '../shared/table.js';

const DOCUMENT = '/console/openapi.json';
const VERBS = ['get', 'post', 'put', 'patch', 'delete'];

/**
 * The OpenAPI document that the build made, to read; for machines there is the document itself. It
 * is English: around it stands the person's language, and its words are marked as what they are.
 */
export async function page() {
  const answer = await fetch(DOCUMENT);
  if (!answer.ok) {
    throw new Error(DOCUMENT);
  }
  const api = await answer.json();
  const operations = Object.entries(api.paths).flatMap(([path, verbs]) =>
    VERBS.filter(verb => verbs[verb]).map(verb => ({path, verb, ...verbs[verb]})));
  const webhooks = Object.entries(api.webhooks).map(([path, verbs]) => ({path, verb: 'post', ...verbs.post}));
  const tags = [...new Set(operations.map(operation => operation.tags[0]))].sort();
  return h('div', {}, heading(t('openapi.title'), [h('a', {class: 'btn btn-outline-secondary btn-sm', href: DOCUMENT, download: 'openapi.json'}, t('openapi.download'))]),
    h('p', {class: 'text-body-secondary'}, t('openapi.intro')),
    tags.map(tag => section(word('openapiTag', tag), operations.filter(operation => operation.tags[0] === tag).map(operation => described(api, operation)))),
    section(t('openapi.webhooks'), webhooks.map(webhook => described(api, webhook))));
}

function described(api, operation) {
  const parameters = (operation.parameters || []).map(parameter => resolved(api, parameter));
  return h('details', {class: 'operation', 'data-test': 'operation'},
    h('summary', {}, h('code', {}, operation.verb.toUpperCase() + ' ' + operation.path), ' ', english(operation.summary)),
    parameters.length > 0 && table(t('openapi.parameters'), [
      {label: t('openapi.name'), show: row => h('code', {}, row.name)},
      {label: t('openapi.where'), show: row => [english(row.in), row.required && ', ' + t('openapi.required')]},
      {label: t('openapi.kind'), show: row => english(kind(api, row.schema))},
      {label: t('openapi.meaning'), show: row => english(row.description)}
    ], parameters),
    operation.requestBody && message(api, t('openapi.body'), operation.requestBody),
    Object.entries(operation.responses).map(([status, response]) =>
      message(api, status === 'default' ? t('openapi.failure') : t('openapi.answer', {status}), response)));
}

/** What is taken or given; the sites' answers stand in `message`. */
function message(api, title, reference) {
  const {description, content = {}} = resolved(api, reference);
  const schema = (Object.values(content)[0] || {}).schema;
  const whole = schema ? members(api, schema) : {};
  const shapes = Object.keys(whole).join() === 'message' ? alternatives(api, whole.message.schema) : [schema];
  return h('div', {}, h('h3', {class: 'h6'}, title),
    description && description !== 'OK' && h('p', {class: 'text-body-secondary'}, english(description)),
    shapes.filter(shape => shape && Object.keys(shape).length > 0).map(shape => fields(api, title, shape)));
}

/** The names an object has, each with its kind; what is no object is named by its kind. */
function fields(api, title, schema) {
  const known = Object.entries(members(api, schema));
  return known.length > 0
    ? table(title, [
      {label: t('openapi.name'), show: ([name]) => h('code', {}, name)},
      {label: t('openapi.kind'), show: ([, member]) => [english(kind(api, member.schema)), member.required && ', ' + t('openapi.required')]},
      {label: t('openapi.meaning'), show: ([, member]) => english(member.schema.description || resolved(api, member.schema).description)}
    ], known)
    : h('p', {}, english(kind(api, schema)));
}

/** What an object, or each of a list, has: its own and what it is made of. */
function members(api, schema) {
  const object = resolved(api, schema);
  if (object.type === 'array') {
    return members(api, object.items);
  }
  const own = Object.entries(object.properties || {})
    .map(([name, property]) => [name, {schema: property, required: (object.required || []).includes(name)}]);
  return Object.assign({}, ...(object.allOf || []).map(part => members(api, part)), Object.fromEntries(own));
}

function alternatives(api, schema) {
  return resolved(api, schema).oneOf || [schema];
}

function kind(api, schema = {}) {
  const known = resolved(api, schema);
  if (known.oneOf) {
    return known.oneOf.map(one => kind(api, one)).join(' | ');
  }
  if (known.type === 'array') {
    return '[' + kind(api, known.items) + ']';
  }
  return known.properties && schema.$ref ? schema.$ref.split('/').pop() : [[known.type].flat().join(' | '), known.format].filter(Boolean).join(' ');
}

function resolved(api, part = {}) {
  return part.$ref ? part.$ref.slice(2).split('/').reduce((at, name) => at[name], api) : part;
}
