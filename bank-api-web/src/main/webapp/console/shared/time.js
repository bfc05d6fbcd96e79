import {h} from './dom.js';
import {language, number, t} from './i18n.js';

const UNITS = [['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];

/**
 * A moment in the viewer's zone; the exact UTC on hover.
 *
 * @param {string|null|undefined} iso
 */
export function time(iso) {
  if (!iso) {
    return h('span', {class: 'text-body-secondary'}, '–');
  }
  const shown = new Intl.DateTimeFormat(language(), {dateStyle: 'medium', timeStyle: 'medium'}).format(new Date(iso));
  return h('time', {datetime: iso, title: utc(iso)}, shown);
}

/** As `time`, with how long ago or how soon. */
export function timeAndDistance(iso) {
  const moment = time(iso);
  if (iso) {
    moment.append(h('span', {class: 'text-body-secondary'}, ' (' + distance(iso) + ')'));
  }
  return moment;
}

/** The same moment as the log writes it. */
export function utc(iso) {
  return new Date(iso).toISOString().replace('T', ' ').replace('Z', ' UTC');
}

/** @param {string} iso */
export function distance(iso) {
  const seconds = Math.round((Date.parse(iso) - Date.now()) / 1000);
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) || UNITS[3];
  return new Intl.RelativeTimeFormat(language(), {numeric: 'auto'}).format(Math.trunc(seconds / size), unit);
}

/** @param {number} milliseconds */
export function duration(milliseconds) {
  return milliseconds < 1000 ? t('time.ms', {n: milliseconds}) : t('time.s', {n: number(Math.round(milliseconds / 100) / 10)});
}

/** What a `datetime-local` field holds, from an instant, and back. */
export function toField(iso) {
  if (!iso) {
    return '';
  }
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? '' : new Date(date.getTime() - date.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
}

export function fromField(local) {
  const date = new Date(local);
  return local && !Number.isNaN(date.getTime()) ? date.toISOString() : '';
}
