const LANGUAGES = ['en', 'fr'];
let texts = {};
let chosen = 'en';
let plurals = new Intl.PluralRules(chosen);

/** The person's choice, else the browser's first language that we speak, else English. */
export async function load() {
  const wanted = [localStorage.getItem('bankapi-language'), ...navigator.languages]
    .map(language => (language || '').slice(0, 2).toLowerCase())
    .find(language => LANGUAGES.includes(language)) || 'en';
  const answer = await fetch('/console/text/' + wanted + '.json');
  texts = await answer.json();
  chosen = wanted;
  plurals = new Intl.PluralRules(wanted);
  document.documentElement.lang = wanted;
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
