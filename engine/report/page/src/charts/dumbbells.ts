// Start against end: a hollow and a filled mark on one row, joined by a line. One panel for each kind, the same scale.
//
// A row with two ends (towns and villages) has one pair of marks for the start, above, and one for the end, below.
import type { Chart } from '../figure';
import { number_text } from '../numerals';
import { ink, rule, soft_ink, type Look } from '../palette';
import { round_scale } from '../scale';
import type { Table } from '../table';
import { in_two_lines, shorten, text_width } from '../text_size';
import type { View } from '../view';
import { hover, hover_box } from './hover';

export interface DumbbellRow { name: string; start: number[]; end: number[]; look: Look }   // one or two values
export interface DumbbellPanel { title: string; rows: DumbbellRow[] }

export function dumbbells(view: View, spec: {
  title: string; unit: string; note: string; summary: string; table: Table; panels: DumbbellPanel[]; decimals: number;
  end_names: string[]; times: [string, string]; from_zero: boolean;
}): Chart {
  const text = (value: number) => number_text(value, spec.decimals, view.language);
  const pairs = spec.panels.some(panel => panel.rows.some(row => row.start.length > 1));
  const row_height = pairs ? 34 : 24, head = 30, foot = 34, gap = 28;
  const columns = (width: number) => {
    const most = Math.max(1, Math.min(spec.panels.length, 3, Math.floor((width + gap) / 335)));
    return spec.panels.length === 4 && most === 3 ? 2 : most;
  };
  const rows_in = (width: number, line: number) =>
    Math.max(0, ...spec.panels.slice(line * columns(width), (line + 1) * columns(width)).map(panel => panel.rows.length));
  const lines = (width: number) => Math.ceil(spec.panels.length / columns(width));
  const top_of = (width: number, line: number) => {
    let top = 0;
    for (let l = 0; l < line; ++l) top += head + rows_in(width, l) * row_height + foot;
    return top;
  };
  const all = spec.panels.flatMap(panel => panel.rows.flatMap(row => [...row.start, ...row.end]));
  return {
    title: spec.title, unit: spec.unit, note: spec.note, summary: spec.summary, table: spec.table,
    drawing: {
      height: width => top_of(width, lines(width)) + 2,
      option: width => {
        const across = columns(width);
        const panel_width = (width - (across - 1) * gap) / across;
        const room = Math.min(panel_width * 0.42, Math.max(...spec.panels.flatMap(panel => panel.rows.map(row => text_width(row.name, 12)))) + 12);
        const value_room = pairs ? 12 : Math.max(...all.map(value => text_width(text(value), 11.5))) + 14;
        const scale = round_scale(all, Math.min(6, Math.max(2, Math.floor((panel_width - room) / 75))), spec.from_zero);
        const grids: object[] = [], x_axes: object[] = [], y_axes: object[] = [], series: object[] = [], titles: object[] = [];
        spec.panels.forEach((panel, p) => {
          const left = (p % across) * (panel_width + gap);
          const top = top_of(width, Math.floor(p / across)) + head;
          const height = panel.rows.length * row_height;
          grids.push({ left: left + room, top, width: panel_width - room - value_room, height });
          titles.push({ left: left - 4, top: top - head + 2, padding: [2, 4], text: shorten(panel.title, panel_width - 8, 12.5, 600), textStyle: { fontSize: 12.5, fontWeight: 600, color: ink } });
          x_axes.push({ type: 'value', gridIndex: p, min: scale.min, max: scale.max, interval: scale.interval,
            axisLabel: { color: soft_ink, fontSize: 11, formatter: (v: number) => number_text(v, scale.decimals, view.language) },
            splitLine: { lineStyle: { color: rule } } });
          y_axes.push({ type: 'category', gridIndex: p, inverse: true, data: panel.rows.map((_, i) => `r${i}`), axisTick: { show: false }, axisLabel: { show: false }, axisLine: { lineStyle: { color: '#9fb0bb' }, onZero: false } });
          const row_of = (item: { dataIndex: number }) => panel.rows[item.dataIndex];
          series.push({ type: 'custom', xAxisIndex: p, yAxisIndex: p, name: `p${p}`, encode: { x: [1, 2], y: 0 },
            data: panel.rows.map((row, i) => [i, Math.min(...row.start, ...row.end), Math.max(...row.start, ...row.end)]),
            renderItem: (_: unknown, api: { value(i: number): number; coord(point: number[]): number[] }) => {
              const i = api.value(0);
              return { type: 'group', children: marks(panel.rows[i], value => api.coord([value, i])) };
            } });
          series.push({ type: 'scatter', xAxisIndex: p, yAxisIndex: p, symbolSize: 0, silent: true, itemStyle: { opacity: 1 }, tooltip: { show: false }, data: panel.rows.map((_, i) => [scale.min, `r${i}`]),
            label: { show: true, position: 'left', distance: 8, color: ink, fontSize: 12, lineHeight: 12, formatter: (item: { dataIndex: number }) => in_two_lines(row_of(item).name, room - 12, 12) } });
          if (!pairs) series.push({ type: 'scatter', xAxisIndex: p, yAxisIndex: p, symbolSize: 0, silent: true, itemStyle: { opacity: 1 }, tooltip: { show: false }, data: panel.rows.map((_, i) => [scale.max, `r${i}`]),
            label: { show: true, position: 'right', distance: 6, color: ink, fontSize: 11.5, formatter: (item: { dataIndex: number }) => text(row_of(item).end[0]) } });
        });
        return {
          grid: grids, xAxis: x_axes, yAxis: y_axes, series, title: titles,
          tooltip: { ...hover_box, trigger: 'item', formatter: (point: unknown) => {
            const { seriesName, dataIndex } = point as { seriesName: string; dataIndex: number };
            const panel = spec.panels[Number(seriesName.slice(1))];
            const row = panel.rows[dataIndex];
            return hover(`${panel.title} · ${row.name}`, row.start.flatMap((_, e) => [
              { name: [spec.end_names[e], spec.times[0]].filter(Boolean).join(' '), text: text(row.start[e]) },
              { name: [spec.end_names[e], spec.times[1]].filter(Boolean).join(' '), text: text(row.end[e]) }]));
          } },
        };
      },
    },
  };
}

function marks(row: DumbbellRow, at: (value: number) => number[]): object[] {
  const { colour } = row.look;
  const circle = (x: number, y: number, filled: boolean) => ({ type: 'circle', shape: { cx: x, cy: y, r: 5 }, style: { fill: filled ? colour : '#fff', stroke: colour, lineWidth: 1.6 } });
  const square = (x: number, y: number, filled: boolean) => ({ type: 'rect', shape: { x: x - 4.5, y: y - 4.5, width: 9, height: 9 }, style: { fill: filled ? colour : '#fff', stroke: colour, lineWidth: 1.6 } });
  const line = (x1: number, x2: number, y: number, lineWidth: number) => ({ type: 'line', shape: { x1, x2, y1: y, y2: y }, style: { stroke: colour, lineWidth, opacity: 0.55 } });
  if (row.start.some(value => !isFinite(value)) || row.end.some(value => !isFinite(value))) return [];
  if (row.start.length === 1) {
    const [x0, y] = at(row.start[0]), [x1] = at(row.end[0]);
    return [line(x0, x1, y, 3), circle(x0, y, false), circle(x1, y, true)];
  }
  const y = at(row.start[0])[1];
  const [s0, s1] = row.start.map(value => at(value)[0]), [e0, e1] = row.end.map(value => at(value)[0]);
  return [line(s0, s1, y - 7, 2), circle(s0, y - 7, false), square(s1, y - 7, false), line(e0, e1, y + 7, 3), circle(e0, y + 7, true), square(e1, y + 7, true)];
}
