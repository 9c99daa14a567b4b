// A table of numbers and texts: shown on the page, and copied as tab-separated values with full precision.
import { element, user_text, type Child } from './elements';
import { number_text } from './numerals';
import type { View } from './view';

export type Cell = string | { value: number; decimals: number; sign?: boolean };
export interface Column { label: string; unit?: string }
export interface Table {
  caption: string;
  columns: Column[];
  row_heads: number;   // how many first columns name the row
  rows: Cell[][];
}

export function table_element(view: View, table: Table): HTMLElement {
  const heads = table.columns.map((column, i) => {
    const numeric = table.rows.length > 0 && table.rows.every(row => typeof row[i] !== 'string');
    return element('th', { scope: 'col', class: numeric ? 'number' : null }, user_text(column.label),
      column.unit ? element('span', { class: 'unit' }, column.unit) : null);
  });
  const rows = table.rows.map(row => element('tr', {}, row.map((cell, i) => {
    const content: Child = typeof cell === 'string' ? user_text(cell) : cell_text(view, cell);
    if (i < table.row_heads) return element('th', { scope: 'row', class: typeof cell === 'string' ? null : 'number' }, content);
    return typeof cell === 'string' ? element('td', {}, content)
      : element('td', { class: isFinite(cell.value) ? 'number' : 'number missing', 'data-value': String(cell.value) }, content);
  })));
  return scroll_box(view, table.caption, element('table', { class: 'data' },
    element('caption', {}, user_text(table.caption)),
    element('thead', {}, element('tr', {}, heads)), element('tbody', {}, rows)));
}

// A wide table scrolls in its own box; the keyboard can reach it.
export function scroll_box(_view: View, label: string, content: HTMLElement): HTMLElement {
  return element('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': label }, content);
}

export function tab_separated(table: Table): string {
  const plain = (text: string) => text.replace(/[\t\r\n]+/g, ' ');
  const head = table.columns.map(column => plain(column.unit ? `${column.label} [${column.unit}]` : column.label));
  const rows = table.rows.map(row => row.map(cell =>
    typeof cell === 'string' ? plain(cell) : isFinite(cell.value) ? String(Number(cell.value.toPrecision(12))) : ''));
  return [head, ...rows].map(cells => cells.join('\t')).join('\n') + '\n';
}

function cell_text(view: View, cell: { value: number; decimals: number; sign?: boolean }): string {
  const text = number_text(cell.value, cell.decimals, view.language);
  return cell.sign && cell.value > 0 && /[1-9]/.test(text) ? '+' + text : text;
}
