// Horizontal bars: one value a row, with marks for what it is compared with.
import type { Chart } from '../figure';
import { number_text } from '../numerals';
import { accent, ink, kinds, rule, soft_ink } from '../palette';
import { round_scale } from '../scale';
import type { Table } from '../table';
import { in_two_lines, text_width } from '../text_size';
import type { View } from '../view';
import { hover, hover_box } from './hover';
import { legend, legend_height, type LegendItem } from './legend';

export interface BarRow { name: string; value: number; marks?: number[]; parts?: number[] }   // parts that sum to the value
export interface BarsSpec {
  title: string; unit: string; note?: string; summary: string; table: Table;
  rows: BarRow[];
  bar_name?: string; mark_names?: string[]; part_names?: string[];
  decimals: number; signed?: boolean;
}

const mark_symbols = ['emptyCircle', 'emptyDiamond'];
const mark_colours = ['#3c4653', '#c8500a'];

export function bar_chart(view: View, spec: BarsSpec): Chart {
  const row_height = 28;
  const parts = spec.part_names || [];
  const items = (): LegendItem[] => parts.length > 0 ? parts.map((label, k) => ({ series: `k${k}`, label, look: { colour: kinds[k], dash: 'solid' as const, symbol: 'rect' } })) : spec.bar_name === undefined ? [] : [
    { series: 'bar', label: spec.bar_name, look: { colour: accent, dash: 'solid', symbol: 'rect' } },
    ...(spec.mark_names || []).map((label, m) => ({ series: `mark${m}`, label, look: { colour: mark_colours[m], dash: 'solid' as const, symbol: mark_symbols[m] } }))];
  const text = (value: number) => (spec.signed && value > 0 ? '+' : '') + number_text(value, spec.decimals, view.language);
  return {
    title: spec.title, unit: spec.unit, note: spec.note, summary: spec.summary, table: spec.table,
    drawing: {
      height: width => legend_height(items(), width) + spec.rows.length * row_height + 30,
      option: width => {
        const top = legend_height(items(), width);
        const scale = round_scale(spec.rows.flatMap(row => [row.value, ...(row.marks || [])]), Math.min(6, Math.max(2, Math.floor(width / 130))), true);
        const room = Math.min(width * 0.36, Math.max(...spec.rows.map(row => text_width(row.name, 12))) + 10);
        const value_room = Math.max(...spec.rows.map(row => text_width(text(row.value), 11.5))) + 12;
        return {
          grid: { left: room, right: value_room + 4, top, height: spec.rows.length * row_height },
          legend: legend(items(), width),
          xAxis: { type: 'value', min: scale.min, max: scale.max, interval: scale.interval,
            axisLabel: { color: soft_ink, fontSize: 11, formatter: (v: number) => number_text(v, scale.decimals, view.language) },
            splitLine: { lineStyle: { color: rule } }, axisLine: { show: false } },
          yAxis: { type: 'category', inverse: true, data: spec.rows.map((_, i) => `r${i}`), axisTick: { show: false },
            axisLine: { onZero: true, lineStyle: { color: '#9fb0bb' } },
            axisLabel: { show: false } },
          series: [
            ...(parts.length > 0 ? parts.map((_, k) => ({ type: 'bar', name: `k${k}`, stack: 'parts', barWidth: 16, itemStyle: { color: kinds[k % kinds.length], borderColor: '#fff', borderWidth: 0.8 },
              data: spec.rows.map(row => finite((row.parts || [])[k])) }))
              : [{ type: 'bar', name: 'bar', barWidth: 15, itemStyle: { color: accent }, data: spec.rows.map(row => finite(row.value)) }]),
            // Names stand left of the panel, also where bars grow to the left.
            { type: 'scatter', symbolSize: 0, silent: true, itemStyle: { opacity: 1 }, data: spec.rows.map((_, i) => [scale.min, `r${i}`]), tooltip: { show: false },
              label: { show: true, position: 'left', distance: 6, color: ink, fontSize: 12, lineHeight: 13, formatter: (item: { dataIndex: number }) => in_two_lines(spec.rows[item.dataIndex].name, room - 8, 12) } },
            { type: 'scatter', symbolSize: 0, silent: true, itemStyle: { opacity: 1 }, data: spec.rows.map((_, i) => [scale.max, `r${i}`]), tooltip: { show: false },
              label: { show: true, position: 'right', distance: 6, color: ink, fontSize: 11.5, formatter: (item: { dataIndex: number }) => text(spec.rows[item.dataIndex].value) } },
            ...(spec.mark_names || []).map((_, m) => ({ type: 'scatter', name: `mark${m}`, symbol: mark_symbols[m], symbolSize: 9, z: 4,
              itemStyle: { color: mark_colours[m], borderWidth: 1.6, opacity: 1 }, data: spec.rows.map((row, i) => [finite((row.marks || [])[m]), `r${i}`]) })),
          ],
          tooltip: { ...hover_box, trigger: 'axis', axisPointer: { type: 'shadow', shadowStyle: { color: 'rgba(15,92,120,.06)' }, label: { show: false } },
            formatter: (points: unknown) => {
              const i = ((Array.isArray(points) ? points[0] : points) as { dataIndex: number }).dataIndex;
              const row = spec.rows[i];
              return hover(row.name, [{ name: spec.bar_name || spec.title, text: text(row.value) },
                ...(row.parts || []).map((part, k) => ({ name: parts[k], text: text(part) })),
                ...(row.marks || []).map((mark, m) => ({ name: (spec.mark_names || [])[m] || '', text: text(mark) }))]);
            } },
        };
      },
    },
  };
}

function finite(value: number): number | null { return isFinite(value) ? value : null; }
