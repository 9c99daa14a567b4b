// A figure: a chart with its title, and beside it the same numbers as a table, to copy and to save.
import { draw, type Engine, type Option } from './charts/engine';
import { element, user_text } from './elements';
import { copy_text, save_png, save_svg } from './saving';
import { tab_separated, table_element, type Table } from './table';
import type { View } from './view';

export interface Chart {
  title: string;
  unit?: string;
  note?: string;
  summary: string;                        // what a reader who cannot see it should know
  table: Table;
  // Drawn by ECharts, or by ourselves.
  drawing: { height(width: number): number; option(width: number): Option } | { svg(width: number): SVGSVGElement };
}

interface Mounted { host: HTMLElement; chart: Chart; engine: Engine | null; width: number }

const mounted = new Set<Mounted>();
const observer = new ResizeObserver(entries => {
  for (const one of mounted) if (entries.some(entry => entry.target === one.host)) fit(one);
});

export function figure(view: View, chart: Chart): HTMLElement {
  const title = view.in_brackets(chart.title, chart.unit || '');
  const host = element('div', { class: 'chart', role: 'img', 'aria-label': `${view.word('chart_of', title)}. ${chart.summary}` });
  const table = element('div', { class: 'chart-table' });
  const one: Mounted = { host, chart, engine: null, width: 0 };
  mounted.add(one);
  observer.observe(host);

  const said = element('span', { class: 'said', role: 'status' });
  const say = (text: string) => {
    said.textContent = text;
    setTimeout(() => { said.textContent = ''; }, 1800);
  };
  const toggle = element('button', { type: 'button', class: 'toggle-table', 'aria-pressed': 'false', click: () => {
    const show = toggle.getAttribute('aria-pressed') === 'false';
    toggle.setAttribute('aria-pressed', String(show));
    toggle.textContent = view.word(show ? 'chart_view' : 'table_view');
    if (show && !table.firstChild) table.appendChild(table_element(view, { ...chart.table, caption: title }));
    made.classList.toggle('shows-table', show);
  } }, view.word('table_view'));
  const picture = () => host.querySelector('svg') as SVGSVGElement;
  const tools = element('div', { class: 'tools' }, said, toggle,
    element('button', { type: 'button', class: 'copy-data', click: async () =>
      say(view.word(await copy_text(tab_separated(chart.table)) ? 'copied' : 'not_copied')) }, view.word('copy_data')),
    element('button', { type: 'button', class: 'save-png', click: () => save_png(picture(), title) }, view.word('save_png')),
    element('button', { type: 'button', class: 'save-svg', click: () => save_svg(picture(), title) }, view.word('save_svg')));
  const made = element('figure', {},
    element('figcaption', {},
      element('div', { class: 'figure-title' }, user_text(chart.title),
        chart.unit ? element('span', { class: 'unit' }, chart.unit) : null),
      tools),
    chart.note ? element('p', { class: 'note' }, chart.note) : null, host, table);
  return made;
}

// Draws what has come into the page and forgets what has left it.
export function fit_all(): void {
  // Only a box that does scroll needs a stop for the keyboard.
  for (const box of document.querySelectorAll('.scroll'))
    if (box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1) box.setAttribute('tabindex', '0'); else box.removeAttribute('tabindex');
  for (const one of mounted) {
    if (one.host.isConnected) { fit(one); continue; }
    observer.unobserve(one.host);
    if (one.engine) one.engine.dispose();
    mounted.delete(one);
  }
}

function fit(one: Mounted): void {
  const width = Math.floor(one.host.clientWidth);
  if (width < 40 || width === one.width) return;
  one.width = width;
  const { drawing } = one.chart;
  if ('svg' in drawing) one.host.replaceChildren(drawing.svg(width));
  else one.engine = draw(one.host, width, drawing.height(width), drawing.option(width), one.engine);
}
