const LANGUAGES = ['en', 'fr'];
let texts = {};
let chosen = 'en';
let plurals = new Intl.PluralRules(chosen);

/** How the API's English sentences are known: those with the fewest gaps first. */
let refusals = [];

const REFUSAL = 'refusal.';

/** The person's choice, else the browser's first language that we speak, else English. */
export async function load() {
  const wanted = [localStorage.getItem('bankapi-language'), ...navigator.languages]
    .map(language => (language || '').slice(0, 2).toLowerCase())
    .find(language => LANGUAGES.includes(language)) || 'en';
  const [own, english] = await Promise.all([read(wanted), wanted === 'en' ? {} : read('en')]);
  texts = own;
  refusals = Object.entries(english).filter(([key]) => key.startsWith(REFUSAL))
    .map(([key, text]) => ({key, gaps: text.split('{').length, pattern: patternOf(text)}))
    .sort((a, b) => a.gaps - b.gaps);
  chosen = wanted;
  plurals = new Intl.PluralRules(wanted);
  document.documentElement.lang = wanted;
}

async function read(wanted) {
  return (await fetch('/console/text/' + wanted + '.json')).json();
}

function patternOf(text) {
  return new RegExp('^' + text.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{(\w+)}/g, '(?<$1>.+)') + '$');
}

/**
 * What the API says in English, in the words of the page where they are known.
 *
 * @param {string} message
 * @returns {[string, string|null]} with its language; null: that of the page
 */
export function said(message) {
  for (const {key, pattern} of refusals) {
    const found = pattern.exec(message);
    if (found) {
      const {why, ...values} = found.groups || {};
      const [reason, language] = why ? said(why) : [undefined, null];
      return language ? [message, language] : [t(key, {...values, why: reason}), null];
    }
  }
  return [message, chosen === 'en' ? null : 'en'];
}

/** @returns {string} `en` or `fr` */
export function language() {
  return chosen;
}

/** @param {string} wanted `en` or `fr` */
export function choose(wanted) {
  localStorage.setItem('bankapi-language', wanted);
  location.reload();
}

/**
 * @param {string} key a key of text/en.json
 * @param {Record<string, unknown>} [values] for the `{placeholders}`
 */
export function t(key, values = {}) {
  const text = texts[key];
  return text === undefined ? key : text.replace(/\{(\w+)}/g, (all, name) => (name in values ? String(values[name]) : all));
}

/**
 * A text with a count in it: one thing is named otherwise than several, and in French none is as one.
 *
 * @param {string} key a key of text/en.json without its `_one` and `_other`
 * @param {number} count the text's `{n}`
 * @param {Record<string, unknown>} [values] for its other `{placeholders}`
 */
export function plural(key, count, values = {}) {
  return t(key + (plurals.select(count) === 'one' ? '_one' : '_other'), {...values, n: number(count)});
}

/** The words for a value of the API, or the value itself where there are none. */
export function word(prefix, value) {
  const key = prefix + '.' + String(value).toLowerCase();
  return key in texts ? texts[key] : String(value);
}

/** @param {number} value */
export function number(value) {
  return new Intl.NumberFormat(chosen).format(value);
}
