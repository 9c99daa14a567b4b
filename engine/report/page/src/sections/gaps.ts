// Gaps of services and infrastructure: start against end, by kind and option, and by place.
import { dumbbells } from '../charts/dumbbells';
import { changing, choose, controls } from '../controls';
import { element, user_text } from '../elements';
import { figure } from '../figure';
import { largest_of, number_text, numeral_of, signed_text } from '../numerals';
import { depth_colour, ink_on, look_of } from '../palette';
import type { Indicator } from '../report_data';
import { scroll_box, type Table } from '../table';
import type { View } from '../view';
import { first_option, place_choices, scenario_choices } from './choices';
import { note, section, table_block } from './section';

// More kinds than this are no longer a picture.
const most_cells = 24;

export function gaps(view: View): HTMLElement | null {
  const { results, report } = view;
  // What is told by kind, such as by service; and headline figures that should fall, which is what gaps do.
  const all = report.indicators.filter(indicator => results.has_places(indicator) && (results.other_dimensions(indicator).length > 0
    ? results.other_cells(indicator) <= most_cells : indicator.headline && indicator.better === 'lower'))
    .sort((a, b) => Number(b.headline) - Number(a.headline) || results.other_dimensions(b).length - results.other_dimensions(a).length);
  if (all.length === 0) return null;
  return section(view, 'gaps', changing(redraw => {
    const choice = choose(view, 'gap-indicator', view.word('indicator'), all.map((indicator, i) => ({ value: String(i), label: view.label(indicator) })), redraw);
    const indicator = all[Number(choice.value)];
    const place_choice = choose(view, 'gap-place', view.word('place'), place_choices(view, indicator), redraw);
    const option = choose(view, 'gap-option', view.word('option'), scenario_choices(view), redraw, first_option(view));
    const place = Number(place_choice.value), scenario = Number(option.value);
    return [controls(choice.control, place_choice.control, option.control), start_against_end(view, indicator, place), by_place(view, indicator, scenario)];
  }));
}

// The dimension that tells towns from villages: the one of two elements, if another remains or none is left.
function pair_of(view: View, indicator: Indicator): number | null {
  const others = view.results.other_dimensions(indicator);
  const pair = others.find(dimension => view.report.dimensions[dimension].elements.length === 2);
  return pair === undefined ? null : pair;
}

interface Kind { name: string; cells: number[] }   // one cell, or one for towns and one for villages

function kinds_of(view: View, indicator: Indicator): Kind[] {
  const { results } = view;
  const others = results.other_dimensions(indicator), pair = pair_of(view, indicator);
  const kinds = new Map<string, Kind>();
  for (let cell = 0; cell < results.other_cells(indicator); ++cell) {
    const elements = results.other_elements(indicator, cell);
    const rest = others.map((dimension, i) => ({ dimension, element: elements[i] })).filter(({ dimension }) => dimension !== pair);
    const key = rest.map(({ element }) => element).join('.');
    const name = rest.map(({ dimension, element }) => { const e = view.report.dimensions[dimension].elements[element]; return view.say(e.label, e.name); }).join(' · ') || view.label(indicator);
    const kind = kinds.get(key) || { name, cells: [] };
    kind.cells.push(cell);
    kinds.set(key, kind);
  }
  return [...kinds.values()];
}

function start_against_end(view: View, indicator: Indicator, place: number): HTMLElement {
  const { results, report } = view;
  const kinds = kinds_of(view, indicator), pair = pair_of(view, indicator);
  const scenarios = results.scenario_numbers();
  const ends = pair === null ? [''] : report.dimensions[pair].elements.map(e => view.say(e.label, e.name));
  const at = (s: number, cell: number, t: number) => results.value(indicator, s, place, cell, t);
  const values = kinds.flatMap(kind => kind.cells.flatMap(cell => scenarios.flatMap(s => [at(s, cell, 0), at(s, cell, results.last)])));
  const changes = kinds.flatMap(kind => kind.cells.flatMap(cell => scenarios.map(s => at(s, cell, results.last) - at(report.baseline, cell, results.last))));
  const numeral = numeral_of(indicator, values, changes);
  const start = view.moment(results.times[0]), end = view.moment(results.times[results.last]);
  const table: Table = { caption: view.label(indicator), row_heads: pair === null ? 2 : 3,
    columns: [{ label: view.word('indicator') }, ...(pair === null ? [] : [{ label: view.say(report.dimensions[pair].label) }]), { label: view.word('scenario') }, { label: start }, { label: end }, { label: view.word('as_change'), unit: view.change_unit(indicator) }],
    rows: kinds.flatMap(kind => kind.cells.flatMap((cell, e) => scenarios.map(s => [kind.name, ...(pair === null ? [] : [ends[e]]), view.scenario_title(s),
      { value: at(s, cell, 0) * numeral.factor, decimals: numeral.decimals }, { value: at(s, cell, results.last) * numeral.factor, decimals: numeral.decimals },
      { value: (at(s, cell, results.last) - at(s, cell, 0)) * numeral.factor, decimals: numeral.change_decimals, sign: true }]))) };
  const text = (value: number) => number_text(value * numeral.factor, numeral.decimals, view.language);
  return figure(view, dumbbells(view, {
    title: view.word('one_place', view.place_name(place, indicator), view.word('gap_title', view.label(indicator), end)), unit: view.unit(indicator),
    note: pair === null ? view.word('gap_note', start, end) : view.word('gap_areas_note', `● ${ends[0]}`, `■ ${ends[1]}`, start, end),
    summary: kinds.flatMap(kind => scenarios.map(s => `${kind.name} ${view.scenario_title(s)} ${kind.cells.map(cell => `${text(at(s, cell, 0))} → ${text(at(s, cell, results.last))}`).join(' / ')}`)).slice(0, 40).join('; '),
    table, decimals: numeral.decimals, end_names: ends, times: [start, end], from_zero: indicator.format === 'percent' && pair === null,
    panels: kinds.map(kind => ({ title: kind.name, rows: scenarios.map(s => ({ name: view.scenario_title(s), look: look_of(s, report.baseline),
      start: kind.cells.map(cell => at(s, cell, 0) * numeral.factor), end: kind.cells.map(cell => at(s, cell, results.last) * numeral.factor) })) })),
  }));
}

function by_place(view: View, indicator: Indicator, scenario: number): HTMLElement {
  const { results } = view;
  const cells = [...Array(results.other_cells(indicator)).keys()], places = results.all_places();
  const at = (place: number, cell: number, t: number) => results.value(indicator, scenario, place, cell, t);
  const values = places.flatMap(place => cells.map(cell => at(place, cell, results.last)));
  const numeral = numeral_of(indicator, values);
  const end = view.moment(results.times[results.last]), start = view.moment(results.times[0]);
  const finite = values.filter(isFinite), low = Math.min(...finite), high = largest_of(finite);
  const table: Table = { caption: view.word('gap_table', view.label(indicator), view.scenario_title(scenario), end), row_heads: 1,
    columns: [{ label: view.word('place') }, ...cells.map(cell => ({ label: view.cell_name(indicator, cell) || view.label(indicator), unit: view.unit(indicator) }))],
    rows: places.map(place => [view.place_name(place), ...cells.map(cell => ({ value: at(place, cell, results.last) * numeral.factor, decimals: numeral.decimals }))]) };
  const shown = scroll_box(view, table.caption, element('table', { class: cells.length < 3 ? 'data heat few' : 'data heat' },
    element('thead', {}, element('tr', {}, table.columns.map((column, i) => element('th', { scope: 'col', class: i > 0 ? 'number' : null }, user_text(column.label), column.unit ? element('span', { class: 'unit' }, column.unit) : null)))),
    element('tbody', {}, places.map(place => element('tr', {}, element('th', { scope: 'row' }, user_text(view.place_name(place))), cells.map(cell => {
      const value = at(place, cell, results.last), change = value - at(place, cell, 0);
      const colour = depth_colour(high > low ? 0.85 * (value - low) / (high - low) : 0.3);
      return element('td', { class: 'number', 'data-value': String(value * numeral.factor), style: `background:${colour};color:${ink_on(colour)}` },
        number_text(value * numeral.factor, numeral.decimals, view.language), element('span', { class: 'aside' }, `(${signed_text(change * numeral.factor, numeral.decimals, view.language)})`));
    }))))));
  return table_block(view, table, shown, note(view.word('gap_table_note', end, start)));
}
