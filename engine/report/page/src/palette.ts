// How the scenarios look: each has a colour, a dash and a symbol, so that none rests on colour alone.
//
// The colours are those of Okabe and Ito (2008), darkened where they would be too pale on white. They also differ in
// lightness, which is what is left on a grey print.

export interface Look { colour: string; dash: number[] | 'solid'; symbol: string }

const option_looks: Look[] = [
  { colour: '#0b6fb8', dash: 'solid', symbol: 'circle' },
  { colour: '#c8500a', dash: [7, 3], symbol: 'triangle' },
  { colour: '#0a8f6a', dash: [2, 2], symbol: 'rect' },
  { colour: '#b5508c', dash: [9, 3, 2, 3], symbol: 'diamond' },
  { colour: '#46327e', dash: 'solid', symbol: 'emptyCircle' },
  { colour: '#a07800', dash: [7, 3], symbol: 'emptyTriangle' },
  { colour: '#3aa0d8', dash: [2, 2], symbol: 'emptyRect' },
  { colour: '#7a2a1a', dash: [9, 3, 2, 3], symbol: 'emptyDiamond' },
];

export const baseline_look: Look = { colour: '#3c4653', dash: [4, 4], symbol: 'none' };

export const ink = '#1d2b36';
export const soft_ink = '#5a6873';
export const rule = '#dde3e8';
export const accent = '#0f5c78';
export const better_colour = '#0b6fb8';
export const worse_colour = '#c8500a';

export function look_of(scenario: number, baseline: number): Look {
  if (scenario === baseline) return baseline_look;
  return option_looks[(scenario < baseline ? scenario : scenario - 1) % option_looks.length];
}

// Kinds without an order, such as who pays: far apart in lightness.
export const kinds = ['#12506b', '#86bccf', '#8a5a83', '#f0d79c', '#4f8457', '#cfdae0', '#b8683c', '#2e3d49'];

// From pale to deep for a share between 0 and 1.
export function depth_colour(share: number): string {
  return mix([[238, 245, 248], [150, 196, 214], [44, 124, 160], [8, 64, 98]], share);
}

// From worse through pale to better for a share between -1 and 1.
export function direction_colour(share: number): string {
  return share < 0 ? mix([[246, 245, 242], [235, 178, 134], [192, 84, 20]], -share)
    : mix([[246, 245, 242], [146, 190, 222], [20, 98, 160]], share);
}

// Black or white, whichever is easier to read on a colour.
export function ink_on(colour: string): string {
  const [r, g, b] = (colour.match(/\d+/g) || []).map(Number);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 140 ? ink : '#ffffff';
}

function mix(stops: number[][], share: number): string {
  const at = Math.min(Math.max(isFinite(share) ? share : 0, 0), 1) * (stops.length - 1);
  const low = Math.min(Math.floor(at), stops.length - 2);
  const part = at - low;
  return `rgb(${stops[low].map((from, i) => Math.round(from + (stops[low + 1][i] - from) * part)).join(', ')})`;
}
