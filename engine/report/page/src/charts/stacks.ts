// Bars over categories in stacked parts, one panel for each option, all on one scale. A short line marks what was asked.
import type { Chart } from '../figure';
import { number_text } from '../numerals';
import { ink, kinds, rule, soft_ink } from '../palette';
import { round_scale } from '../scale';
import type { Table } from '../table';
import { shorten, text_width } from '../text_size';
import type { View } from '../view';
import { hover, hover_box } from './hover';
import { legend, legend_height, type LegendItem } from './legend';

export interface StackPanel { title: string; parts: number[][]; asked?: number[] }   // parts: [part][category]

export function stacks(view: View, spec: {
  title: string; unit: string; note?: string; summary: string; table: Table; categories: string[]; parts: string[]; asked_name?: string;
  panels: StackPanel[]; decimals: number; narrowest?: number;
}): Chart {
  const items: LegendItem[] = [...spec.parts.map((label, i) => ({ series: `k${i}`, label, look: { colour: kinds[i % kinds.length], dash: 'solid' as const, symbol: 'rect' } })),
    ...(spec.asked_name ? [{ series: 'asked', label: spec.asked_name, look: { colour: ink, dash: 'solid' as const, symbol: 'rect' } }] : [])];
  const text = (value: number) => number_text(value, spec.decimals, view.language);
  const gap = 24, head = spec.panels.length > 1 ? 30 : 12, foot = 34;
  const columns = (width: number) => Math.max(1, Math.min(spec.panels.length, 3, Math.floor(width / (spec.narrowest || 290))));
  const panel_height = 130;
  const totals = spec.panels.flatMap(panel => spec.categories.flatMap((_, c) => [panel.parts.reduce((sum, part) => sum + (part[c] || 0), 0), panel.asked ? panel.asked[c] : 0]));
  return {
    title: spec.title, unit: spec.unit, note: spec.note, summary: spec.summary, table: spec.table,
    drawing: {
      height: width => legend_height(items, width) + Math.ceil(spec.panels.length / columns(width)) * (head + panel_height + foot),
      option: width => {
        const across = columns(width), start = legend_height(items, width);
        const panel_width = (width - (across - 1) * gap) / across;
        const scale = round_scale(totals, 3, true);
        const axis = (value: number) => number_text(value, scale.decimals, view.language);
        const room = Math.max(text_width(axis(scale.max), 11), text_width(axis(scale.min), 11)) + 9;
        const slot = (panel_width - room) / Math.max(1, spec.categories.length);
        const widest = Math.max(...spec.categories.map(category => text_width(category, 11))) + 8;
        const every = Math.max(1, Math.ceil(widest / slot));
        const grids: object[] = [], x_axes: object[] = [], y_axes: object[] = [], series: object[] = [], titles: object[] = [];
        spec.panels.forEach((panel, p) => {
          const left = (p % across) * (panel_width + gap), top = start + Math.floor(p / across) * (head + panel_height + foot) + head;
          grids.push({ left: left + room, top, width: panel_width - room - 2, height: panel_height });
          if (spec.panels.length > 1) titles.push({ left: left - 4, top: top - head, padding: [2, 4], text: shorten(panel.title, panel_width - 8, 12.5, 600), textStyle: { fontSize: 12.5, fontWeight: 600, color: ink } });
          x_axes.push({ type: 'category', gridIndex: p, data: spec.categories.map((_, c) => `c${c}`), axisTick: { show: false }, axisLine: { lineStyle: { color: '#9fb0bb' } },
            axisLabel: { color: soft_ink, fontSize: 11, interval: (c: number) => c % every === 0, formatter: (_: string, c: number) => shorten(spec.categories[c], Math.max(slot * every - 4, 24), 11) } });
          y_axes.push({ type: 'value', gridIndex: p, min: scale.min, max: scale.max, interval: scale.interval, splitLine: { lineStyle: { color: rule } }, axisLabel: { color: soft_ink, fontSize: 11, margin: 6, formatter: axis } });
          panel.parts.forEach((part, k) => series.push({ type: 'bar', name: `k${k}`, stack: `p${p}`, xAxisIndex: p, yAxisIndex: p, data: part, barWidth: '62%', barMaxWidth: 40,
            itemStyle: { color: kinds[k % kinds.length], borderColor: '#fff', borderWidth: 0.8 }, emphasis: { disabled: true } }));
          if (panel.asked) series.push({ type: 'scatter', name: 'asked', xAxisIndex: p, yAxisIndex: p, symbol: 'rect', symbolSize: [Math.min(slot * 0.84, 48), 2], itemStyle: { color: ink }, z: 5,
            data: panel.asked.map(value => value > 0 ? value : null) });
        });
        return { grid: grids, xAxis: x_axes, yAxis: y_axes, series, title: titles, legend: legend(items, width),
          tooltip: { ...hover_box, trigger: 'axis', axisPointer: { type: 'shadow', shadowStyle: { color: 'rgba(15,92,120,.06)' }, label: { show: false } },
            formatter: (points: unknown) => {
              const list = (Array.isArray(points) ? points : [points]) as { seriesName: string; dataIndex: number; value: unknown }[];
              return hover(list.length > 0 ? spec.categories[list[0].dataIndex] : '', list.filter(point => typeof point.value === 'number').map(point => ({
                name: point.seriesName === 'asked' ? spec.asked_name || '' : spec.parts[Number(point.seriesName.slice(1))] || '', text: text(point.value as number) })));
            } } };
      },
    },
  };
}
