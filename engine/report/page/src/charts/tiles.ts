// Places as tiles, or as the shapes of a map, coloured by a value that is also written on them.
import type { Chart } from '../figure';
import { svg_element } from '../elements';
import { number_text } from '../numerals';
import { depth_colour, direction_colour, ink, ink_on, soft_ink } from '../palette';
import type { Table } from '../table';
import { font_family, shorten, text_width } from '../text_size';
import type { View } from '../view';

export interface Tile { place: number; name: string; value: number; rank: number }
export interface TilesSpec {
  title: string; unit: string; summary: string; table: Table; tiles: Tile[]; decimals: number; signed: boolean;
  better: 'higher' | 'lower' | 'neither';
}

export function tiles(view: View, spec: TilesSpec): Chart {
  return { title: spec.title, unit: spec.unit, summary: spec.summary, table: spec.table, drawing: { svg: width => {
    const columns = Math.max(2, Math.min(spec.tiles.length, Math.floor(width / 165)));
    const gap = 6, size = (width - (columns - 1) * gap) / columns, height = 78;
    const rows = Math.ceil(spec.tiles.length / columns);
    const colour = colours(spec);
    const picture = canvas(width, rows * (height + gap) + key_height);
    spec.tiles.forEach((tile, i) => {
      const x = (i % columns) * (size + gap), y = Math.floor(i / columns) * (height + gap);
      const fill = colour(tile.value), on = ink_on(fill);
      const rank = tile.rank > 0 ? String(tile.rank) : '';
      picture.append(svg_element('g', {}, svg_element('title', {}, `${tile.name} ${value_text(view, spec, tile.value)} ${spec.unit}`),
        svg_element('rect', { x, y, width: size, height, rx: 4, fill }),
        label(x + 12, y + 24, shorten(tile.name, size - 24 - text_width(rank, 12), 13, 600), 13, on, 600),
        label(x + 12, y + 57, shorten(value_text(view, spec, tile.value), size - 20, 21, 600), 21, on, 600),
        rank ? label(x + size - 12, y + 24, rank, 12, on, 400, 'end') : null));
    });
    draw_key(view, spec, picture, rows * (height + gap) + 6, width, colour);
    return picture;
  } } };
}

export function map(view: View, spec: TilesSpec & { shapes: GeoJSON.FeatureCollection; place_names: string[] }): Chart {
  return { title: spec.title, unit: spec.unit, summary: spec.summary, table: spec.table, drawing: { svg: width => {
    const rings = (feature: GeoJSON.Feature): GeoJSON.Position[][] => !feature.geometry ? []
      : feature.geometry.type === 'Polygon' ? feature.geometry.coordinates : feature.geometry.coordinates.flat();
    const points = spec.shapes.features.flatMap(feature => rings(feature).flat());
    let west = Infinity, east = -Infinity, south = Infinity, north = -Infinity;
    for (const [x, y] of points) { west = Math.min(west, x); east = Math.max(east, x); south = Math.min(south, y); north = Math.max(north, y); }
    // Degrees of longitude are shorter by the cosine of the latitude; good enough for a county.
    const narrow = Math.cos((south + north) / 2 * Math.PI / 180);
    const scale = Math.min(width / ((east - west) * narrow || 1), 520 / (north - south || 1));
    const shift = (width - (east - west) * narrow * scale) / 2;
    const project = ([x, y]: GeoJSON.Position) => [shift + (x - west) * narrow * scale, (north - y) * scale];
    const height = (north - south) * scale + 8;
    const colour = colours(spec);
    const picture = canvas(width, height + key_height);
    const by_name = new Map(spec.tiles.map(tile => [spec.place_names[tile.place], tile]));
    const labels: Node[] = [];
    const taken: { x: number; y: number; half: number }[] = [];
    for (const feature of spec.shapes.features) {
      const tile = by_name.get(String(feature.properties && feature.properties.place));
      const fill = tile ? colour(tile.value) : '#eef0f1';
      const outline = rings(feature).map(ring => ring.map((point, i) => `${i ? 'L' : 'M'}${project(point).map(v => v.toFixed(1)).join(' ')}`).join('') + 'Z').join('');
      picture.append(svg_element('path', { d: outline, fill, stroke: '#fff', 'stroke-width': 1.4, 'fill-rule': 'evenodd' },
        tile ? svg_element('title', {}, `${tile.name} ${value_text(view, spec, tile.value)} ${spec.unit}`) : null));
      if (!tile) continue;
      const largest = rings(feature).map(ring => ({ ring, size: Math.abs(area(ring)) })).sort((a, b) => b.size - a.size)[0];
      if (!largest) continue;
      const [x, y] = project(centre(largest.ring));
      const on = ink_on(fill);
      // A name with no room is left out; the tiles have them all.
      const half = Math.max(text_width(tile.name, 12, 600), text_width(value_text(view, spec, tile.value), 12)) / 2 + 2;
      const [at_x, at_y] = [Math.min(Math.max(x, half), width - half), Math.max(y, 16)];
      if (taken.some(other => Math.abs(other.x - at_x) < other.half + half && Math.abs(other.y - at_y) < 32)) continue;
      taken.push({ x: at_x, y: at_y, half });
      labels.push(label(at_x, at_y - 3, tile.name, 12, on, 600, 'middle'), label(at_x, at_y + 12, value_text(view, spec, tile.value), 12, on, 400, 'middle'));
    }
    picture.append(...labels);
    draw_key(view, spec, picture, height + 6, width, colour);
    return picture;
  } } };
}

const key_height = 40;

function colours(spec: TilesSpec): (value: number) => string {
  const values = spec.tiles.map(tile => tile.value).filter(isFinite);
  const low = Math.min(...values), high = Math.max(...values);
  if (!spec.signed) return value => isFinite(value) ? depth_colour(high > low ? 0.06 + 0.94 * (value - low) / (high - low) : 0.4) : '#eef0f1';
  const most = Math.max(Math.abs(low), Math.abs(high)) || 1;
  const turn = spec.better === 'lower' ? -1 : 1;
  return value => isFinite(value) ? direction_colour(turn * value / most) : '#eef0f1';
}

// The colours from least to most, with their values at the ends.
function draw_key(view: View, spec: TilesSpec, picture: SVGSVGElement, y: number, width: number, colour: (value: number) => string): void {
  const values = spec.tiles.map(tile => tile.value).filter(isFinite);
  if (values.length === 0) return;
  let low = Math.min(...values), high = Math.max(...values);
  if (spec.signed) { high = Math.max(Math.abs(low), Math.abs(high)); low = -high; }
  const left = value_text(view, spec, low), right = value_text(view, spec, high);
  const steps = 7, room = text_width(left, 11.5) + 8, size = Math.min(26, (width - room * 2) / steps);
  picture.append(label(0, y + 21, left, 11.5, soft_ink));
  for (let i = 0; i < steps; ++i)
    picture.append(svg_element('rect', { x: room + i * size, y: y + 11, width: size, height: 12, fill: colour(low + (high - low) * i / (steps - 1)) }));
  picture.append(label(room + steps * size + 8, y + 21, right, 11.5, soft_ink));
}

function canvas(width: number, height: number): SVGSVGElement {
  return svg_element('svg', { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}`, 'font-family': font_family });
}

function label(x: number, y: number, text: string, size: number, fill = ink, weight = 400, anchor = 'start'): SVGTextElement {
  return svg_element('text', { x, y, 'font-size': size, fill, 'font-weight': weight, 'text-anchor': anchor }, text);
}

function value_text(view: View, spec: TilesSpec, value: number): string {
  return (spec.signed && value > 0 ? '+' : '') + number_text(value, spec.decimals, view.language);
}

function area(ring: GeoJSON.Position[]): number {
  let sum = 0;
  for (let i = 0; i < ring.length; ++i) {
    const [x0, y0] = ring[i], [x1, y1] = ring[(i + 1) % ring.length];
    sum += x0 * y1 - x1 * y0;
  }
  return sum / 2;
}

function centre(ring: GeoJSON.Position[]): GeoJSON.Position {
  const whole = area(ring);
  if (whole === 0) return ring[0];
  let x = 0, y = 0;
  for (let i = 0; i < ring.length; ++i) {
    const [x0, y0] = ring[i], [x1, y1] = ring[(i + 1) % ring.length], cross = x0 * y1 - x1 * y0;
    x += (x0 + x1) * cross;
    y += (y0 + y1) * cross;
  }
  return [x / (6 * whole), y / (6 * whole)];
}
