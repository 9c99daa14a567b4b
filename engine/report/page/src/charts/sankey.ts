// Who gives and who takes: each side once at the left and once at the right.
//
// A node that both gives and takes would make a circle, which a Sankey diagram cannot lay out; so every node is split
// into a giving and a taking one. Nodes are named by number, since two texts may be equal.
import type { Chart } from '../figure';
import { number_text } from '../numerals';
import { ink, kinds } from '../palette';
import type { Table } from '../table';
import { shorten } from '../text_size';
import type { View } from '../view';
import { hover, hover_box } from './hover';

export interface Link { from: string; to: string; name: string; value: number }   // value above zero

export function sankey(view: View, spec: { title: string; unit: string; note: string; links: Link[]; decimals: number; table: Table; summary: string }): Chart {
  const sides = [...new Set(spec.links.flatMap(link => [link.from, link.to]))];
  const number_of = new Map(sides.map((side, i) => [side, i]));
  const sum = (pick: (link: Link) => boolean) => spec.links.filter(pick).reduce((total, link) => total + link.value, 0);
  const text = (value: number) => number_text(value, spec.decimals, view.language);
  const nodes = sides.flatMap((side, i) => {
    const colour = kinds[i % kinds.length];
    const gives = sum(link => link.from === side), takes = sum(link => link.to === side);
    return [...(gives > 0 ? [{ name: `g${i}`, side, amount: gives, depth: 0, itemStyle: { color: colour } }] : []),
      ...(takes > 0 ? [{ name: `t${i}`, side, amount: takes, depth: 1, itemStyle: { color: colour } }] : [])];
  });
  const amounts = new Map(nodes.map(node => [node.name, node]));
  return {
    title: spec.title, unit: spec.unit, note: spec.note, table: spec.table, summary: spec.summary,
    drawing: {
      height: () => Math.max(230, Math.max(nodes.filter(n => n.depth === 0).length, nodes.filter(n => n.depth === 1).length) * 84),
      option: width => {
        const room = Math.min(150, width * 0.27);
        return {
          series: [{
            type: 'sankey', left: room, right: room, top: 20, bottom: 20, nodeWidth: 14, nodeGap: 26, draggable: false,
            layoutIterations: 32, emphasis: { focus: 'none' },
            data: nodes.map(({ name, depth, itemStyle }) => ({ name, depth, itemStyle,
              label: { position: depth === 0 ? 'left' : 'right' } })),
            links: spec.links.map(link => ({ source: `g${number_of.get(link.from)}`, target: `t${number_of.get(link.to)}`, value: link.value })),
            lineStyle: { color: 'source', opacity: 0.32, curveness: 0.5 },
            label: { color: ink, fontSize: 12.5, lineHeight: 16, distance: 8, width: room - 12, overflow: 'break', formatter: (item: { name: string }) => {
              const node = amounts.get(item.name);
              return node ? `${shorten(node.side, (room - 14) * 1.8, 12.5)}\n${text(node.amount)}` : '';
            } },
          }],
          tooltip: { ...hover_box, trigger: 'item', formatter: (point: unknown) => {
            const { dataType, name, dataIndex } = point as { dataType: string; name: string; dataIndex: number };
            if (dataType === 'node') {
              const node = amounts.get(name);
              return node ? hover(node.side, [{ name: spec.unit, text: text(node.amount) }]) : '';
            }
            const link = spec.links[dataIndex];
            return hover(`${link.from} → ${link.to}`, [{ name: link.name, text: text(link.value) }]);
          } },
        };
      },
    },
  };
}
