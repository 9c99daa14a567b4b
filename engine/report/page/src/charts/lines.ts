// Lines over time, in one panel or in many of the same kind.
//
// Many panels are grids of one chart, not many charts, so that the whole can be saved as one picture. A single wide
// panel names its lines at their ends; many panels share a legend. Label places are computed here rather than left to
// the engine, because labels of lines that end close together must be moved apart.
import type { Chart } from '../figure';
import { number_text, time_text } from '../numerals';
import { ink, look_of, rule, soft_ink, type Look } from '../palette';
import { labelled_years, round_scale, type Scale } from '../scale';
import type { Cell, Table } from '../table';
import { shorten, text_width } from '../text_size';
import type { View } from '../view';
import type { Option } from './engine';
import { hover, hover_box, look_key, type HoverLine } from './hover';
import { legend, legend_height, type LegendItem } from './legend';

export interface Line { scenario: number; values: ArrayLike<number>; band?: ArrayLike<number>[] }   // over the saved times
export interface Panel { title: string; lines: Line[]; history?: [number, number][] }
export interface LinesSpec {
  title: string; unit: string; note?: string;
  panels: Panel[];
  factor: number; decimals: number; signed?: boolean;
  panel_word: string;          // what a panel is: `place`
  name_ends?: boolean;         // one panel: names at the ends of the lines
  common_scale?: boolean;      // the same limits in every panel
}

export function line_chart(view: View, spec: LinesSpec): Chart {
  return {
    title: spec.title, unit: spec.unit, note: spec.note, summary: summary(view, spec), table: table(view, spec),
    drawing: { height: width => layout(view, spec, width).height, option: width => option(view, spec, width) },
  };
}

interface Layout {
  legend: LegendItem[]; top: number; columns: number; height: number; ends: boolean; end_room: number;
  panel: { width: number; height: number; head: number; foot: number; gap: number };
}

function layout(view: View, spec: LinesSpec, width: number): Layout {
  const single = spec.panels.length === 1;
  const widest = Math.min(180, Math.max(0, ...shown(spec).map(s => text_width(view.scenario_title(s), 12))) + 22);
  const ends = Boolean(spec.name_ends) && single && width >= 400 && widest <= 0.36 * width;
  const items: LegendItem[] = ends ? [] : shown(spec).map(scenario => ({
    series: `s${scenario}`, label: view.scenario_title(scenario), look: look_of(scenario, view.report.baseline) }));
  if (has_history(spec)) items.push({ series: 'h', label: view.word('observed'), look: { colour: '#8a949c', dash: 'solid', symbol: 'circle' } });
  const end_room = ends ? widest : 0;
  const gap = 22;
  const columns = single ? 1 : Math.max(1, Math.min(spec.panels.length <= 4 ? spec.panels.length : 4, Math.floor((width + gap) / (width < 560 ? 168 : 225))));
  const panel_width = (width - (columns - 1) * gap) / columns;
  const height = single ? (width < 560 ? 260 : 330) : columns === 1 ? 150 : width < 560 ? 110 : 140;
  const head = single ? 12 : 28, foot = single ? 24 : 34;
  const top = legend_height(items, width, 30);
  const rows = Math.ceil(spec.panels.length / columns);
  return { legend: items, top, columns, ends, end_room, height: top + rows * (head + height + foot) + 4,
    panel: { width: panel_width, height, head, foot, gap } };
}

function option(view: View, spec: LinesSpec, width: number): Option {
  const at = layout(view, spec, width);
  const times = view.results.times;
  const first = Math.min(times[0], ...spec.panels.map(panel => panel.history && panel.history.length ? panel.history[0][0] : times[0]));
  const scaled = spec.panels.map(panel => shown_values(panel, spec.factor));
  const all = spec.common_scale ? scaled.reduce((joined, values) => joined.concat(values), []) : null;
  const grids: object[] = [], x_axes: object[] = [], y_axes: object[] = [], series: object[] = [], titles: object[] = [];
  spec.panels.forEach((panel, p) => {
    const scale = round_scale(all || scaled[p], at.panel.height > 200 ? 5 : 3);
    const label_room = Math.max(14, text_width(axis_text(view, scale.min, scale), 11) + 8, text_width(axis_text(view, scale.max, scale), 11) + 8);
    const left = (p % at.columns) * (at.panel.width + at.panel.gap);
    const top = at.top + Math.floor(p / at.columns) * (at.panel.head + at.panel.height + at.panel.foot) + at.panel.head;
    const inner = at.panel.width - label_room - at.end_room - 16;
    const last = times[times.length - 1];
    const years = labelled_years(first, last, Math.max(1, Math.floor(inner / 46)));
    grids.push({ left: left + label_room, top, width: inner, height: at.panel.height, containLabel: false });
    if (spec.panels.length > 1)
      titles.push({ left: left - 4, top: top - at.panel.head, padding: [2, 4], text: shorten(panel.title, at.panel.width - 8, 12.5, 600),
        textStyle: { fontSize: 12.5, fontWeight: 600, color: ink } });
    x_axes.push({ type: 'value', gridIndex: p, min: first, max: last,
      axisLabel: { color: soft_ink, fontSize: 11, margin: 7, customValues: years, formatter: (t: number) => time_text(t), hideOverlap: false },
      axisLine: { show: true, onZero: false, lineStyle: { color: '#9fb0bb' } }, axisTick: { show: true, length: 3, customValues: years, lineStyle: { color: '#9fb0bb' } }, splitLine: { show: false } });
    y_axes.push({ type: 'value', gridIndex: p, min: scale.min, max: scale.max, interval: scale.interval,
      axisLabel: { color: soft_ink, fontSize: 11, margin: 6, formatter: (v: number) => axis_text(view, v, scale) },
      axisLine: { show: false }, axisTick: { show: false }, splitLine: { lineStyle: { color: rule } } });
    const shifts = at.ends ? end_shifts(panel, spec.factor, scale, at.panel.height) : new Map<number, number>();
    if (scale.min < 0 && scale.max > 0) series.push({ type: 'line', xAxisIndex: p, yAxisIndex: p, silent: true, symbol: 'none', animation: false,
      data: [[first, 0], [last, 0]], lineStyle: { color: '#9fb0bb', width: 1 }, tooltip: { show: false }, z: 1 });
    if (panel.history && panel.history.length) {
      series.push({ type: 'line', xAxisIndex: p, yAxisIndex: p, silent: true, symbol: 'none', tooltip: { show: false }, z: 1,
        data: [[times[0], scale.min], [times[0], scale.max]], lineStyle: { color: '#b9c4cc', width: 1, type: [3, 3] } });
      series.push({ type: 'line', name: 'h', xAxisIndex: p, yAxisIndex: p, symbol: 'circle', symbolSize: at.panel.height > 200 ? 5 : 3.5, z: 2,
        data: panel.history.map(([year, value]) => [year, value * spec.factor]), lineStyle: { color: '#b3bcc3', width: 1 }, itemStyle: { color: '#8a949c' } });
    }
    for (const line of panel.lines) {
      const look = look_of(line.scenario, view.report.baseline);
      if (line.band) series.push(...fan(line.band, times, spec.factor, p, look));
      series.push(path(view, line, look, times, spec.factor, p, at, shifts.get(line.scenario)));
    }
  });
  return {
    grid: grids, xAxis: x_axes, yAxis: y_axes, series, title: titles, legend: legend(at.legend, width, 30),
    tooltip: { ...hover_box, trigger: 'axis', axisPointer: { type: 'line', snap: true, lineStyle: { color: '#7d8d98', width: 1 }, label: { show: false } },
      formatter: (points: unknown) => hover_at(view, spec, points) },
  };
}

function path(view: View, line: Line, look: Look, times: number[], factor: number, panel: number, at: Layout, shift?: number): object {
  const large = at.panel.height > 200;
  const data = times.map((time, t) => [time, finite(line.values[t] * factor)]);
  // Marks at a few places only, so that dashes stay visible; different places for neighbours.
  const every = large ? 3 : 6;
  return {
    type: 'line', name: `s${line.scenario}`, xAxisIndex: panel, yAxisIndex: panel, data, connectNulls: false,
    symbol: look.symbol === 'none' ? 'none' : look.symbol, showSymbol: true, z: line.scenario === view.report.baseline ? 4 : 3,
    symbolSize: (_: unknown, item: { dataIndex: number }) =>
      item.dataIndex === times.length - 1 ? (large ? 8 : 6) : item.dataIndex % every === line.scenario % every ? (large ? 6 : 4.5) : 0,
    lineStyle: { color: look.colour, width: large ? 2 : 1.6, type: look.dash }, itemStyle: { color: look.colour },
    emphasis: { disabled: true },
    endLabel: { show: at.ends, formatter: () => shorten(view.scenario_title(line.scenario), at.end_room - 16, 12), color: look.colour,
      fontSize: 12, offset: [2, shift || 0], distance: 8 },
  };
}

// The outer quantiles as a pale band and the inner ones within it.
function fan(band: ArrayLike<number>[], times: number[], factor: number, panel: number, look: Look): object[] {
  const pairs: [ArrayLike<number>, ArrayLike<number>][] = [];
  for (let low = 0, high = band.length - 1; low < high; ++low, --high) pairs.push([band[low], band[high]]);
  return pairs.map(([low, high], depth) => ({
    type: 'custom', xAxisIndex: panel, yAxisIndex: panel, silent: true, z: 1, tooltip: { show: false }, clip: true,
    data: [[times[0], low[0] * factor]],
    renderItem: (_: unknown, api: { coord(point: number[]): number[] }) => ({
      type: 'polygon', silent: true,
      shape: { points: [...times.map((time, t) => api.coord([time, high[t] * factor])),
        ...times.map((time, t) => api.coord([time, low[t] * factor])).reverse()] },
      style: { fill: look.colour, opacity: 0.1 + 0.07 * depth },
    }),
  }));
}

// How far to move each name up or down so that no two touch and all stay beside the panel.
function end_shifts(panel: Panel, factor: number, scale: Scale, height: number): Map<number, number> {
  const step = 16;
  const ends = panel.lines.map(line => {
    const value = line.values[line.values.length - 1] * factor;
    return { scenario: line.scenario, wanted: (scale.max - value) / (scale.max - scale.min) * height, at: 0 };
  }).filter(end => isFinite(end.wanted)).sort((a, b) => a.wanted - b.wanted);
  let low = -Infinity;
  for (const end of ends) { end.at = Math.max(end.wanted, low + step); low = end.at; }
  let high = height + 2;
  for (const end of [...ends].reverse()) { end.at = Math.min(end.at, high); high = end.at - step; }
  return new Map(ends.map(end => [end.scenario, end.at - end.wanted]));
}

function hover_at(view: View, spec: LinesSpec, points: unknown): HTMLElement {
  const list = (Array.isArray(points) ? points : [points]) as { seriesName: string; value: number[]; axisIndex?: number; seriesIndex: number }[];
  const time = list.length > 0 ? list[0].value[0] : NaN;
  const lines: HoverLine[] = [];
  for (const point of list) {
    const known = /^s(\d+)$/.exec(point.seriesName);
    const name = known ? view.scenario_title(Number(known[1])) : point.seriesName === 'h' ? view.word('observed') : null;
    if (name === null || typeof point.value[1] !== 'number' || !isFinite(point.value[1])) continue;
    lines.push({ key: known ? look_key(look_of(Number(known[1]), view.report.baseline)) : undefined, name,
      text: (spec.signed && point.value[1] > 0 ? '+' : '') + number_text(point.value[1], spec.decimals, view.language) });
  }
  return hover(view.in_brackets(view.moment(time), spec.unit), lines);
}

function table(view: View, spec: LinesSpec): Table {
  const many = spec.panels.length > 1;
  const history_years = [...new Set(spec.panels.flatMap(panel => (panel.history || []).map(([year]) => year)))].sort((a, b) => a - b);
  const times = [...new Set([...history_years, ...view.results.times])].sort((a, b) => a - b);
  const cell = (value: number): Cell => ({ value, decimals: spec.decimals, sign: spec.signed });
  const rows: Cell[][] = [];
  for (const panel of spec.panels) {
    const head = many ? [panel.title] : [];
    if (panel.history && panel.history.length) {
      const known = new Map(panel.history);
      rows.push([...head, view.word('observed'), ...times.map(time => cell((known.get(time) ?? NaN) * spec.factor))]);
    }
    for (const line of panel.lines) {
      const position = new Map(view.results.times.map((time, t) => [time, t]));
      rows.push([...head, view.scenario_title(line.scenario), ...times.map(time => {
        const t = position.get(time);
        return cell(t === undefined ? NaN : line.values[t] * spec.factor);
      })]);
    }
  }
  return { caption: spec.title, row_heads: many ? 2 : 1, rows,
    columns: [...(many ? [{ label: spec.panel_word }] : []), { label: view.word('scenario') }, ...times.map(time => ({ label: time_text(time) }))] };
}

function summary(view: View, spec: LinesSpec): string {
  const panel = spec.panels[0];
  if (!panel) return '';
  const times = view.results.times;
  const text = (value: number) => number_text(value * spec.factor, spec.decimals, view.language);
  return `${panel.title} ` + panel.lines.map(line =>
    `${view.scenario_title(line.scenario)} ${time_text(times[0])}: ${text(line.values[0])}, ${time_text(times[times.length - 1])}: ${text(line.values[times.length - 1])}`).join('; ');
}

function shown(spec: LinesSpec): number[] {
  return [...new Set(spec.panels.flatMap(panel => panel.lines.map(line => line.scenario)))].sort((a, b) => a - b);
}

function has_history(spec: LinesSpec): boolean { return spec.panels.some(panel => panel.history && panel.history.length > 0); }

function shown_values(panel: Panel, factor: number): number[] {
  const values: number[] = [];
  for (const line of panel.lines) {
    for (let t = 0; t < line.values.length; ++t) values.push(line.values[t] * factor);
    for (const quantile of line.band || []) for (let t = 0; t < quantile.length; ++t) values.push(quantile[t] * factor);
  }
  for (const [, value] of panel.history || []) values.push(value * factor);
  return values;
}

function axis_text(view: View, value: number, scale: Scale): string { return number_text(value, Math.min(scale.decimals, 8), view.language); }
function finite(value: number): number | null { return isFinite(value) ? value : null; }
