import {h} from './dom.js';
import {t} from './i18n.js';
import {failureBox, failureText, notice} from './notice.js';
import {timeAndDistance} from './time.js';

/** What a page no longer tells rightly: gone, otherwise by now, changed by somebody else. */
const OUTDATED = [404, 409, 412];

let count = 0;

/**
 * One field of a form.
 *
 * @typedef {{name: string, label: string, value?: unknown, type?: string, required?: boolean, hint?: string,
 *   options?: [string, string][], rows?: number, min?: number, max?: number}} Field
 */

/**
 * @param {Field} field
 * @returns {HTMLElement}
 */
export function fieldOf(field) {
  const id = 'field-' + field.name + '-' + ++count;
  const common = {id, name: field.name, required: field.required, 'data-test': 'field-' + field.name, 'aria-describedby': field.hint ? id + '-hint' : null};
  if (field.type === 'checkbox') {
    return h('div', {class: 'check'}, h('input', {...common, type: 'checkbox', checked: Boolean(field.value)}), h('label', {for: id}, field.label));
  }
  let input;
  if (field.options) {
    input = h('select', {...common, class: 'form-select'}, field.options.map(([value, label]) => h('option', {value, selected: value === String(field.value ?? '')}, label)));
  } else if (field.rows) {
    input = h('textarea', {...common, class: 'form-control', rows: field.rows}, field.value ?? '');
  } else {
    input = h('input', {...common, class: 'form-control', type: field.type || 'text', value: field.value ?? '', min: field.min, max: field.max, autocomplete: 'off'});
  }
  return h('div', {}, h('label', {for: id, class: 'form-label'}, field.label), input, field.hint && h('div', {id: id + '-hint', class: 'form-text'}, field.hint));
}

/** What is in a form's fields: text without blanks around it, a password as it is, a number or '', or whether a box is ticked. */
export function valuesOf(form) {
  return Object.fromEntries([...form.elements].filter(element => element.name)
    .map(element => [element.name, valueOf(element)]));
}

function valueOf(element) {
  if (element.type === 'checkbox') {
    return element.checked;
  }
  if (element.type === 'number' && element.value) {
    return element.valueAsNumber;
  }
  return element.type === 'password' ? element.value : element.value.trim();
}

/**
 * A dialog that names what happens and does it; the other button leads back, as "cancel" may be what
 * is done. It stays open, and says why, when it is refused.
 *
 * @param {{title: string, text?: string|Node, action: string, danger?: boolean, fields?: Field[], again?: () => void}} what
 *   `again` shows the page behind it anew: where the thing has changed since it was shown, the page tells how it is now
 * @param {(values: Record<string, any>) => Promise<void>} act
 */
export function ask(what, act) {
  const trouble = h('div');
  const go = h('button', {class: 'btn ' + (what.danger ? 'btn-danger' : 'btn-primary'), type: 'submit', 'data-test': 'confirm'}, what.action);
  const form = h('form', {},
    h('h2', {class: 'h5', id: 'dialog-title'}, what.title),
    what.text && h('div', {id: 'dialog-text'}, what.text instanceof Node ? what.text : h('p', {}, what.text)),
    h('div', {class: 'fields'}, (what.fields || []).map(fieldOf)),
    trouble,
    h('div', {class: 'dialog-actions'},
      h('button', {class: 'btn btn-outline-secondary', type: 'button', 'data-test': 'cancel', onclick: () => dialog.close()}, t('action.back')),
      go));
  const dialog = open(form);
  let busy = false;
  form.addEventListener('submit', async event => {
    event.preventDefault();
    if (busy) {
      return;
    }
    // not disabled, which would lose the focus
    busy = true;
    go.setAttribute('aria-disabled', 'true');
    trouble.replaceChildren();
    form.querySelectorAll('[aria-invalid]').forEach(field => field.removeAttribute('aria-invalid'));
    try {
      await act(valuesOf(form));
      dialog.close();
    } catch (failure) {
      if (!dialog.open) {
        // whoever left it thinks that it was done
        notice(failureText(failure), 'danger');
      }
      trouble.replaceChildren(failureBox(failure, name => labelOf(form, name)));
      refuse(form, failure.errors || []);
      if (OUTDATED.includes(failure.status) && what.again) {
        what.again();
      }
    } finally {
      busy = false;
      go.removeAttribute('aria-disabled');
    }
  });
}

/** What a field is called on the screen. */
function labelOf(form, name) {
  return fieldNamed(form, name)?.labels[0]?.textContent;
}

function fieldNamed(form, name) {
  const field = form.elements.namedItem(name);
  return field instanceof HTMLElement ? field : null;
}

/** Leads to the first field that is refused. */
function refuse(form, errors) {
  const fields = errors.map(error => fieldNamed(form, error.field)).filter(Boolean);
  fields.forEach(field => field.setAttribute('aria-invalid', 'true'));
  fields[0]?.focus();
}

/**
 * Shows what came of something, until it is closed.
 *
 * @param {string} title
 * @param {...import('./dom.js').Child} content
 * @returns {Promise<void>} when it is closed
 */
export function tell(title, ...content) {
  return new Promise(resolve => {
    const dialog = open(h('div', {},
      h('h2', {class: 'h5', id: 'dialog-title'}, title),
      content,
      h('div', {class: 'dialog-actions'}, h('button', {class: 'btn btn-primary', type: 'button', 'data-test': 'close', onclick: () => dialog.close()}, t('action.back')))));
    dialog.addEventListener('close', () => resolve());
  });
}

/**
 * Shows secrets the only time they can be seen: only its own button closes it.
 *
 * @param {string} title
 * @param {[string, string|null][]} rows label and value; null: an earlier try made it, whose answer got lost
 * @returns {Promise<void>} when it is closed
 */
export function showOnce(title, rows) {
  if (rows.some(([, value]) => value === null)) {
    return tell(title, h('p', {}, t('secret.lost')));
  }
  return new Promise(resolve => {
    const dialog = open(h('div', {},
      h('h2', {class: 'h5', id: 'dialog-title'}, title),
      h('p', {class: 'alert alert-warning'}, t('secret.once')),
      rows.map(([label, value]) => h('div', {class: 'secret'}, h('span', {class: 'form-label'}, label),
        h('div', {class: 'secret-row'}, h('code', {'data-test': 'secret'}, value), copyButton(value, label)))),
      h('div', {class: 'dialog-actions'}, h('button', {class: 'btn btn-primary', type: 'button', 'data-test': 'close', onclick: () => dialog.close()}, t('secret.kept')))));
    dialog.setAttribute('closedby', 'none');
    dialog.addEventListener('cancel', event => event.preventDefault());
    dialog.addEventListener('close', () => resolve());
  });
}

/**
 * What a rotation does, and what becomes of a former secret that still counts.
 *
 * @param {string} text
 * @param {string|null} until when the secret before the present one counts
 */
export function former(text, until) {
  return until && Date.parse(until) > Date.now()
    ? h('div', {}, h('p', {}, text), h('p', {class: 'alert alert-warning', 'data-test': 'former'}, t('secret.former'), ' ', timeAndDistance(until)))
    : text;
}

/** @param {string} value */
export function copyButton(value, label) {
  const button = h('button', {class: 'btn btn-sm btn-outline-secondary', type: 'button', 'aria-label': t('action.copyOf', {what: label}), onclick: async () => {
    // what is behind a dialog is not read out
    const said = button.closest('dialog')?.querySelector('[role=status].said');
    try {
      await navigator.clipboard.writeText(value);
      notice(t('copied'), 'success', said);
    } catch {
      notice(t('notCopied'), 'danger', said);
    }
  }}, t('action.copy'));
  return button;
}

/** Closes what is open, but for a secret that nobody has kept yet: another page is shown. */
export function closeAll() {
  document.querySelectorAll('dialog[open]:not([closedby=none])').forEach(dialog => dialog.close());
}

/** The browser's own dialog keeps the focus inside, closes on Escape, and gives the focus back. */
function open(content) {
  const described = content.querySelector('#dialog-text') ? 'dialog-text' : null;
  const dialog = h('dialog', {'aria-labelledby': 'dialog-title', 'aria-describedby': described, 'data-test': 'dialog'}, content, h('div', {class: 'said', role: 'status'}));
  document.body.append(dialog);
  dialog.addEventListener('close', () => {
    dialog.remove();
    // what opened it may be gone: the page was shown anew
    if (document.activeElement === document.body && !document.querySelector('dialog[open]')) {
      document.querySelector('#main h1')?.focus();
    }
  });
  dialog.showModal();
  return dialog;
}
