import {get} from './api.js';
import {h} from './dom.js';
import {language, plural} from './i18n.js';
import {failureText, notice} from './notice.js';

const MOST = 20000;
const PART = 500;

/**
 * All rows of a list as a file, part by part.
 *
 * @param {string} name of the file, without its end
 * @param {string} path of the list
 * @param {object} filters
 * @param {string[]} fields
 */
export async function download(name, path, filters, fields) {
  const progress = h('div', {class: 'alert alert-info', 'data-test': 'progress'});
  document.getElementById('notices').append(progress);
  // as the spreadsheets of the page's language expect it
  const comma = language() === 'fr' ? ';' : ',';
  const lines = [fields.join(comma)];
  try {
    let after = null;
    do {
      const page = await get(path, {...filters, limit: PART, after});
      page.data.forEach(row => lines.push(fields.map(field => cell(row[field])).join(comma)));
      after = page.next;
      progress.textContent = plural('csv.progress', lines.length - 1);
    } while (after && lines.length <= MOST);
    save(name + '.csv', '\ufeff' + lines.join('\r\n') + '\r\n');
    notice(plural(after ? 'csv.cut' : 'csv.done', lines.length - 1), after ? 'danger' : 'success');
  } catch (failure) {
    notice(failureText(failure), 'danger');
  } finally {
    progress.remove();
  }
}

/**
 * Quoted where needed; what a spreadsheet would take for a formula becomes text, also behind what
 * some take for the end of a cell.
 */
export function cell(value) {
  let text = value === null || value === undefined ? '' : String(value);
  text = text.replace(/([;\t\r\n][\s"]*)(?=[=+\-@])/g, "$1'");
  if (/^[=+\-@\t\r]/.test(text) && !/^-?\d+$/.test(text)) {
    text = "'" + text;
  }
  return /[",;\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
}

function save(name, text) {
  const address = URL.createObjectURL(new Blob([text], {type: 'text/csv;charset=utf-8'}));
  const anchor = h('a', {href: address, download: name});
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}
