// What is shown beside the pointer: a heading and lines of name and number, made as elements.
import { element, svg_element, user_text } from '../elements';
import type { Look } from '../palette';

export interface HoverLine { key?: Node; name: string; text: string }

export function hover(heading: string, lines: HoverLine[]): HTMLElement {
  return element('div', { class: 'hover' }, element('div', { class: 'hover-head' }, user_text(heading)),
    lines.map(line => element('div', { class: 'hover-line' }, line.key || null,
      element('span', { class: 'hover-name' }, user_text(line.name)), element('b', {}, line.text))));
}

export const hover_box = {
  confine: true, backgroundColor: '#fff', borderColor: '#c6d0d8', borderWidth: 1, padding: [8, 10],
  extraCssText: 'box-shadow:0 4px 16px rgba(20,40,60,.14);border-radius:6px;max-width:340px;white-space:normal', transitionDuration: 0,
};

// The mark of a scenario: its dash, colour and symbol.
export function look_key(look: Look): SVGSVGElement {
  const hollow = look.symbol.startsWith('empty');
  const shape = look.symbol.replace('empty', '').toLowerCase();
  const paint = { fill: hollow ? '#fff' : look.colour, stroke: look.colour, 'stroke-width': 1.5 };
  const mark = shape === 'circle' ? svg_element('circle', { cx: 12, cy: 6, r: 3.4, ...paint })
    : shape === 'rect' ? svg_element('rect', { x: 8.8, y: 2.8, width: 6.4, height: 6.4, ...paint })
    : shape === 'triangle' ? svg_element('path', { d: 'M12 1.8 16 9.2H8z', ...paint })
    : shape === 'diamond' ? svg_element('path', { d: 'M12 1.5 16 6 12 10.5 8 6z', ...paint }) : null;
  return svg_element('svg', { class: 'key', width: 24, height: 12, viewBox: '0 0 24 12', 'aria-hidden': 'true' },
    svg_element('line', { x1: 0, x2: 24, y1: 6, y2: 6, stroke: look.colour, 'stroke-width': 2,
      'stroke-dasharray': look.dash === 'solid' ? null : look.dash.join(' ') }), mark);
}
