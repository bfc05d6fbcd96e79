import {get} from './api.js';
import {english, h, link} from './dom.js';
import {t, word} from './i18n.js';
import {failureBox} from './notice.js';
import {time} from './time.js';

/** Where more about a step stands, by the beginning of its kind. */
const PAGES = {delivery: 'deliveries', event: 'events', request: 'connections', session: 'connections', browser: 'connections'};

/**
 * What happened, step by step.
 *
 * @param {any[]} steps
 * @param {string} [here] the id of what the page is about: nothing leads to where one is
 */
export function story(steps, here) {
  return h('ol', {class: 'story', 'data-test': 'story'}, steps.map(step => line(step, here)));
}

/**
 * A story that is long: its first part, and a button that adds the next one.
 *
 * @param {{data: any[], next: string|null}} part
 * @param {string} path of the list
 * @param {number} limit
 */
export function longStory(part, path, limit) {
  let next = part.next;
  const steps = story(part.data);
  const trouble = h('div');
  const more = h('button', {class: 'btn btn-outline-secondary btn-sm', type: 'button', 'data-test': 'more', onclick: add}, t('story.more'));
  let busy = false;
  async function add() {
    if (busy) {
      return;
    }
    busy = true;
    try {
      const following = await get(path, {limit, after: next});
      const lines = following.data.map(step => line(step));
      steps.append(...lines);
      next = following.next;
      trouble.replaceChildren();
      if (!next) {
        // whoever pressed it by the keyboard goes on where it was
        const last = lines[0] || steps;
        last.tabIndex = -1;
        last.focus();
        more.remove();
      }
    } catch (failure) {
      trouble.replaceChildren(failureBox(failure));
    }
    busy = false;
  }
  return h('div', {}, steps, trouble, next && more);
}

/** The outcome of an attempt in the page's words where there are some; errors are English. */
function said(step) {
  const outcome = step.kind === 'delivery.attempt' ? word('state', step.text) : step.text;
  return outcome === step.text && /^(delivery\.attempt|event\.(failed|waiting))$/.test(step.kind) ? english(outcome) : outcome;
}

function line(step, here) {
  const kind = word('step', step.kind);
  const page = PAGES[step.kind.split('.')[0]];
  return h('li', {class: /failed|expired/.test(step.kind) || step.status >= 400 ? 'bad' : null, 'data-test': step.kind},
    h('div', {class: 'story-head'}, time(step.at), h('strong', {}, step.id && step.id !== here && page ? link(page + '/' + step.id, kind) : kind)),
    step.text && h('div', {}, said(step)),
    step.status !== null && step.status !== undefined && h('div', {class: 'text-body-secondary'}, t(step.kind === 'delivery.attempt' ? 'step.http' : 'step.bridgeStatus', {status: step.status})),
    step.excerpt && h('pre', {tabindex: 0, role: 'region', 'aria-label': t('attempt.excerpt')}, step.excerpt));
}
