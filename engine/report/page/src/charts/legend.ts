// A legend above a chart, and how much room it takes: the grid below must know before anything is drawn.
//
// Each row is a legend of its own, at a place computed here, so that the room is known exactly.
import type { Look } from '../palette';
import { ink } from '../palette';
import { shorten, text_width } from '../text_size';

export interface LegendItem { series: string; label: string; look: Look }

const size = 12, gap = 16, row_height = 22;

// The mark is 30 wide where it shows a dash, and 14 where it shows a colour.
export function legend_height(items: LegendItem[], width: number, icon = 14): number {
  return items.length === 0 ? 0 : rows_of(items, width, icon).length * row_height + 8;
}

// Series are named by their number, never by their title: a title may be anything.
export function legend(items: LegendItem[], width: number, icon = 14): object[] {
  return rows_of(items, width, icon).map((row, r) => {
    const labels = new Map(row.map(item => [item.series, label_of(item, width, icon)]));
    return {
      type: 'plain', left: 0, top: r * row_height, padding: 0, itemGap: gap, itemWidth: icon, itemHeight: 10, selectedMode: false,
      textStyle: { color: ink, fontSize: size }, formatter: (series: string) => labels.get(series) || '',
      data: row.map(item => ({ name: item.series, ...(item.look.symbol === 'none' ? { itemStyle: { opacity: 0 } } : {}) })),
    };
  });
}

function rows_of(items: LegendItem[], width: number, icon: number): LegendItem[][] {
  const rows: LegendItem[][] = [];
  let at = Infinity;
  for (const item of items) {
    const needed = icon + 5 + Math.ceil(text_width(label_of(item, width, icon), size)) + 2;
    if (at + gap + needed > width) { rows.push([item]); at = needed; }
    else { rows[rows.length - 1].push(item); at += gap + needed; }
  }
  return rows;
}

function label_of(item: LegendItem, width: number, icon: number): string { return shorten(item.label, Math.min(width - icon - 8, 260), size); }
