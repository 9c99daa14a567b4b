// What moves a number: from its mean, a bar to where it lies when one thing is low, and one to where it lies when that
// thing is high. The largest stand on top.
import type { Chart } from '../figure';
import { number_text } from '../numerals';
import { ink, rule, soft_ink } from '../palette';
import { round_scale } from '../scale';
import type { Table } from '../table';
import { in_two_lines, text_width } from '../text_size';
import type { View } from '../view';
import { hover, hover_box } from './hover';
import { legend, legend_height, type LegendItem } from './legend';

export interface TornadoRow { name: string; low: number; high: number; size: string }

const low_colour = '#86bccf', high_colour = '#12506b';
const row_height = 30, bar = 9;

export function tornado(view: View, spec: { title: string; unit: string; note?: string; summary: string; table: Table; rows: TornadoRow[]; mean: number; decimals: number; low_name: string; high_name: string }): Chart {
  const { rows, mean } = spec;
  const text = (value: number) => number_text(value, spec.decimals, view.language);
  const items: LegendItem[] = [{ series: 'low', label: spec.low_name, look: { colour: low_colour, dash: 'solid', symbol: 'rect' } },
    { series: 'high', label: spec.high_name, look: { colour: high_colour, dash: 'solid', symbol: 'rect' } }];
  return {
    title: spec.title, unit: spec.unit, note: spec.note, summary: spec.summary, table: spec.table,
    drawing: {
      height: width => legend_height(items, width) + rows.length * row_height + 34,
      option: width => {
        const top = legend_height(items, width);
        const room = Math.min(width * 0.4, Math.max(...rows.map(row => text_width(row.name, 12.5))) + 12);
        const value_room = Math.max(...rows.map(row => text_width(row.size, 12))) + 16;
        const scale = round_scale([mean, ...rows.flatMap(row => [row.low, row.high])], Math.min(6, Math.max(2, Math.floor((width - room - value_room) / 85))));
        const side = (name: 'low' | 'high', colour: string, shift: number) => ({
          type: 'custom', name, encode: { x: [0, 2], y: 1 }, clip: false, itemStyle: { color: colour },
          data: rows.map((row, i) => [mean, i, row[name]]),
          renderItem: (_: unknown, api: { value(i: number): number; coord(p: number[]): number[] }) => {
            const i = api.value(1);
            const [x0, y] = api.coord([mean, i]), [x1] = api.coord([rows[i][name], i]);
            if (!isFinite(x1)) return { type: 'group', children: [] };
            return { type: 'group', children: [
              { type: 'rect', shape: { x: Math.min(x0, x1), y: y + shift, width: Math.max(Math.abs(x1 - x0), 1.5), height: bar, r: 1 }, style: { fill: colour } },
              { type: 'line', shape: { x1: x0, x2: x0, y1: y - row_height / 2, y2: y + row_height / 2 }, style: { stroke: '#7d8d98', lineWidth: 1 } }] };
          } });
        return {
          grid: { left: room, right: value_room, top, height: rows.length * row_height },
          legend: legend(items, width),
          xAxis: { type: 'value', min: scale.min, max: scale.max, interval: scale.interval,
            axisLabel: { color: soft_ink, fontSize: 11, formatter: (v: number) => number_text(v, scale.decimals, view.language) },
            splitLine: { lineStyle: { color: rule } } },
          yAxis: { type: 'category', inverse: true, data: rows.map((_, i) => `r${i}`), axisTick: { show: false }, axisLabel: { show: false }, axisLine: { show: false } },
          series: [
            side('low', low_colour, -bar - 0.5), side('high', high_colour, 0.5),
            { type: 'scatter', symbolSize: 0, silent: true, itemStyle: { opacity: 1 }, tooltip: { show: false }, data: rows.map((_, i) => [scale.min, `r${i}`]),
              label: { show: true, position: 'left', distance: 8, color: ink, fontSize: 12.5, lineHeight: 13, formatter: (item: { dataIndex: number }) => in_two_lines(rows[item.dataIndex].name, room - 12, 12.5) } },
            { type: 'scatter', symbolSize: 0, silent: true, itemStyle: { opacity: 1 }, tooltip: { show: false }, data: rows.map((_, i) => [scale.max, `r${i}`]),
              label: { show: true, position: 'right', distance: 8, color: ink, fontSize: 12, formatter: (item: { dataIndex: number }) => rows[item.dataIndex].size } },
          ],
          tooltip: { ...hover_box, trigger: 'item', formatter: (point: unknown) => {
            const row = rows[(point as { dataIndex: number }).dataIndex];
            return hover(`${row.name} ${row.size}`, [{ name: spec.low_name, text: text(row.low) }, { name: spec.high_name, text: text(row.high) }]);
          } },
        };
      },
    },
  };
}
