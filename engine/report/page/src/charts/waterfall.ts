// A waterfall lying down: each measure takes the difference a step further, until the total.
import type { Chart } from '../figure';
import { number_text } from '../numerals';
import { better_colour, ink, rule, soft_ink, worse_colour } from '../palette';
import { round_scale } from '../scale';
import type { Table } from '../table';
import { in_two_lines, text_width } from '../text_size';
import type { View } from '../view';
import { hover, hover_box } from './hover';

export interface Step { name: string; value: number }

export function waterfall(view: View, spec: { title: string; unit: string; note?: string; summary: string; table: Table; steps: Step[]; total: Step; decimals: number; better: 'higher' | 'lower' | 'neither' }): Chart {
  const rows = [...spec.steps, spec.total];
  const spans: [number, number][] = [];
  let at = 0;
  for (const step of spec.steps) { spans.push([at, at + step.value]); at += step.value; }
  spans.push([0, spec.total.value]);
  const colour_of = (value: number) => (value < 0) === (spec.better === 'lower') ? better_colour : worse_colour;
  const text = (value: number) => (value > 0 ? '+' : '') + number_text(value, spec.decimals, view.language);
  const row_height = 30;
  return {
    title: spec.title, unit: spec.unit, note: spec.note, summary: spec.summary, table: spec.table,
    drawing: {
      height: () => rows.length * row_height + 34,
      option: width => {
        const scale = round_scale(spans.flat(), Math.min(6, Math.max(2, Math.floor(width / 150))), true);
        const room = Math.min(width * 0.4, Math.max(...rows.map(row => text_width(row.name, 12.5, 600))) + 12);
        const value_room = Math.max(...rows.map(row => text_width(text(row.value), 12, 600))) + 16;
        return {
          grid: { left: room, right: value_room, top: 4, height: rows.length * row_height },
          xAxis: { type: 'value', min: scale.min, max: scale.max, interval: scale.interval,
            axisLabel: { color: soft_ink, fontSize: 11, formatter: (v: number) => number_text(v, scale.decimals, view.language) },
            splitLine: { lineStyle: { color: rule } } },
          yAxis: { type: 'category', inverse: true, data: rows.map((_, i) => `r${i}`), axisTick: { show: false }, axisLabel: { show: false },
            axisLine: { onZero: true, lineStyle: { color: '#7d8d98' } } },
          series: [
            { type: 'custom', data: spans.map(([from, to], i) => [from, i, to]), encode: { x: [0, 2], y: 1 }, clip: false,
              renderItem: (_: unknown, api: { value(i: number): number; coord(p: number[]): number[] }) => {
                const i = api.value(1);
                const [x0, y] = api.coord([spans[i][0], i]);
                const [x1] = api.coord([spans[i][1], i]);
                const total = i === rows.length - 1;
                const height = total ? 20 : 15;
                const children: object[] = [{ type: 'rect',
                  shape: { x: Math.min(x0, x1), y: y - height / 2, width: Math.max(Math.abs(x1 - x0), 1.5), height, r: 1.5 },
                  style: { fill: total ? '#3c4653' : colour_of(rows[i].value) } }];
                if (!total) {
                  const next = i + 1 === rows.length - 1 ? 10 : 7.5;
                  children.push({ type: 'line', shape: { x1, x2: x1, y1: y + height / 2, y2: y + row_height - next }, style: { stroke: '#9fb0bb', lineWidth: 1, lineDash: [2, 2] } });
                }
                return { type: 'group', children };
              } },
            { type: 'scatter', symbolSize: 0, silent: true, itemStyle: { opacity: 1 }, tooltip: { show: false }, data: rows.map((_, i) => [scale.min, `r${i}`]),
              label: { show: true, position: 'left', distance: 8, color: ink, fontSize: 12.5, lineHeight: 13, formatter: (item: { dataIndex: number }) => in_two_lines(rows[item.dataIndex].name, room - 12, 12.5, 600) } },
            { type: 'scatter', symbolSize: 0, silent: true, itemStyle: { opacity: 1 }, tooltip: { show: false },
              data: rows.map((row, i) => ({ value: [scale.max, `r${i}`], label: { color: i === rows.length - 1 ? ink : colour_of(row.value), fontWeight: i === rows.length - 1 ? 600 : 400 } })),
              label: { show: true, position: 'right', distance: 8, fontSize: 12, formatter: (item: { dataIndex: number }) => text(rows[item.dataIndex].value) } },
          ],
          tooltip: { ...hover_box, trigger: 'item', formatter: (point: unknown) => {
            const row = rows[(point as { dataIndex: number }).dataIndex];
            return hover(row.name, [{ name: spec.unit, text: text(row.value) }]);
          } },
        };
      },
    },
  };
}
