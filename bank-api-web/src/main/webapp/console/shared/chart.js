import uPlot from '/console/lib/uplot/1.6.30/dist/uPlot.esm.js';
import {h} from './dom.js';
import {language, number, t} from './i18n.js';
import {table} from './table.js';
import {time} from './time.js';

/** Counts are whole: the axis has no half of one. */
const WHOLE = [1, 2, 5].flatMap(one => [0, 1, 2, 3, 4, 5, 6, 7, 8].map(ten => one * 10 ** ten)).sort((one, other) => one - other);

/**
 * Counts over time, in steps, in the viewer's time zone. Whoever cannot see it, or wants the numbers,
 * has them in a table below; no line is told from another by its colour alone.
 *
 * @param {string} title
 * @param {{at: string}[]} points one for each step, the oldest first
 * @param {string} until the end of the last step
 * @param {{name: string, label: string, color: string, dash?: number[]}[]} lines `name`: of the number in a point; `color`: a variable of the style sheet
 * @param {Intl.DateTimeFormatOptions} axis how the times below are written
 */
export function chart(title, points, until, lines, axis) {
  const plot = h('div', {class: 'chart-plot'});
  const readout = h('p', {class: 'chart-readout', 'aria-hidden': 'true'});
  const sums = lines.map(line => t('pair', {name: line.label, n: number(points.reduce((sum, point) => sum + point[line.name], 0))}));
  const drawn = h('div', {role: 'img', 'aria-label': t('chart.label', {title, sums: sums.join(', ')}), 'data-test': 'chart'}, plot);
  grow(plot, size => make(plot, size, points, until, lines, axis, readout));
  return h('figure', {class: 'chart'},
    h('figcaption', {}, h('strong', {}, title),
      h('span', {class: 'chart-keys'}, lines.map((line, place) => h('span', {class: 'chart-key chart-key-' + line.name}, sums[place])))),
    drawn, readout,
    h('details', {'data-test': 'chart-table'}, h('summary', {}, t('chart.table')),
      h('div', {class: 'chart-table', tabindex: 0, role: 'region', 'aria-label': title}, table(title, [
        {label: t('chart.from'), show: point => time(point.at)},
        ...lines.map(line => ({label: line.label, show: point => number(point[line.name]), number: true}))
      ], points.slice().reverse()))));
}

/** Draws when there is room, again when the room or the colours change, and no more once it is gone. */
function grow(plot, draw) {
  let drawing = null;
  const colours = new MutationObserver(() => drawing && drawing.redraw(false, true));
  const room = new ResizeObserver(() => {
    const size = {width: Math.floor(plot.clientWidth), height: Math.floor(plot.clientHeight)};
    if (drawing && !plot.isConnected) {
      room.disconnect();
      colours.disconnect();
    } else if (drawing && size.width > 0) {
      drawing.setSize(size);
    } else if (size.width > 0) {
      drawing = draw(size);
    }
  });
  room.observe(plot);
  colours.observe(document.documentElement, {attributeFilter: ['data-bs-theme']});
}

function make(plot, size, points, until, lines, axis, readout) {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const colour = name => () => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const text = {stroke: colour('--bs-secondary-color'), font: Math.round(rem * 0.8) + 'px system-ui, sans-serif', grid: {stroke: colour('--line'), width: 1}, ticks: {stroke: colour('--line'), width: 1}};
  const format = new Intl.DateTimeFormat(language(), axis);
  const exact = new Intl.DateTimeFormat(language(), {dateStyle: 'medium', timeStyle: 'short'});
  const say = at => {
    const point = points[at];
    readout.textContent = point ? exact.format(new Date(point.at)) + ' – ' + lines.map(line => t('pair', {name: line.label, n: number(point[line.name])})).join(', ') : ' ';
  };
  say(null);
  // A step is as wide as the time it counts: the last number stands until the end.
  const times = [...points.map(point => point.at), until].map(at => Date.parse(at) / 1000);
  const values = line => [...points, points[points.length - 1]].map(point => point[line.name]);
  return new uPlot({
    ...size,
    legend: {show: false},
    cursor: {y: false, points: {show: false}, drag: {x: false, y: false}},
    hooks: {setCursor: [made => say(made.cursor.idx)]},
    scales: {y: {range: (made, least, most) => [0, Math.max(1, Math.ceil(most * 1.1))]}},
    axes: [
      {...text, space: rem * 6, size: rem * 2, values: (made, splits) => splits.map(at => format.format(new Date(at * 1000)))},
      {...text, incrs: WHOLE, size: rem * 4, values: (made, splits) => splits.map(number)}
    ],
    series: [{}, ...lines.map(line => ({
      label: line.label, stroke: colour(line.color), width: 2, dash: line.dash, points: {show: false},
      paths: uPlot.paths.stepped({align: 1})
    }))]
  }, [times, ...lines.map(values)], plot);
}
