import {query} from './dom.js';

const BASE = '/api/admin/v1/';

/** A refusal, in words for a person. */
export class ApiFailure extends Error {
  /**
   * @param {number} status 0: the server was not reached
   * @param {{detail?: string, request_id?: string, errors?: {field: string, message: string}[]}} problem
   * @param {number} retryAfter in seconds, 0: not said
   */
  constructor(status, problem, retryAfter) {
    super(problem.detail || '');
    this.status = status;
    this.requestId = problem.request_id || null;
    this.errors = problem.errors || [];
    this.retryAfter = retryAfter;
  }
}

/**
 * @param {string} verb
 * @param {string} path below the admin API, already encoded
 * @param {{body?: object, ifMatch?: string|null, idempotencyKey?: string}} [options]
 * @returns {Promise<{data: any, etag: string|null}>} data is null where the answer is empty
 */
export async function call(verb, path, options = {}) {
  const headers = {Accept: 'application/json, application/problem+json'};
  if (verb !== 'GET') {
    headers['X-Requested-With'] = 'console';
  }
  if (options.body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  if (options.ifMatch) {
    headers['If-Match'] = options.ifMatch;
  }
  if (options.idempotencyKey) {
    headers['Idempotency-Key'] = options.idempotencyKey;
  }
  let answer;
  try {
    answer = await fetch(BASE + path, {
      method: verb,
      headers,
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
      credentials: 'same-origin',
      cache: 'no-store'
    });
  } catch {
    throw new ApiFailure(0, {}, 0);
  }
  const text = await answer.text();
  let data = null;
  try {
    data = text ? JSON.parse(text) : null;
  } catch {
    data = null;
  }
  if (!answer.ok) {
    const problem = data && typeof data === 'object' ? data : {};
    problem.request_id = problem.request_id || answer.headers.get('X-Request-Id');
    throw new ApiFailure(answer.status, problem, Number(answer.headers.get('Retry-After')) || 0);
  }
  return {data, etag: answer.headers.get('ETag')};
}

/** Names the version of a row of a list, as the `ETag` does of what is read alone. */
export function etagOf(row) {
  return '"' + row.version + '"';
}

/** @returns {Promise<any>} */
export async function get(path, parameters = {}) {
  return (await call('GET', path + query(parameters))).data;
}

/** @returns {Promise<any>} */
export async function post(path, body, options = {}) {
  return (await call('POST', path, {...options, body})).data;
}
