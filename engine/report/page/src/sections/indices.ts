// Indices that planners expect, computed after the run.
import { bar_chart } from '../charts/bars';
import { line_chart } from '../charts/lines';
import { changing, choose, controls } from '../controls';
import { element, user_text } from '../elements';
import { figure } from '../figure';
import { number_text, numeral_for } from '../numerals';
import { depth_colour, ink_on } from '../palette';
import type { Indices } from '../report_data';
import { scroll_box, type Table } from '../table';
import type { View } from '../view';
import { option_name } from './answer';
import { place_part } from './choices';
import { block, note, section, table_block } from './section';

export function indices(view: View): HTMLElement | null {
  const found = view.report.indices;
  if (!found || (found.dispersion.length === 0 && !found.topsis && !found.coupling)) return null;
  return section(view, 'indices', found.dispersion.length > 0 ? dispersion(view, found.dispersion) : null,
    found.topsis ? topsis(view, found.topsis) : null, found.coupling ? coupling(view, found.coupling) : null);
}

function dispersion(view: View, all: Indices['dispersion']): HTMLElement {
  const { results, report } = view;
  const times = results.times.length;
  return block(view.word('dispersion'), changing(redraw => {
    const choice = choose(view, 'dispersion-indicator', view.word('indicator'), all.map((one, i) => ({ value: String(i), label: view.label(report.indicators[one.indicator]) })), redraw);
    const one = all[Number(choice.value)], indicator = report.indicators[one.indicator];
    const path = (packed: string, s: number) => results.numbers(packed).subarray(s * times, (s + 1) * times);
    const measures = ([['theil', one.theil], ['gini', one.gini], ['variation', one.variation], ['spread', one.spread]] as const).filter(([, packed]) => packed);
    const panels = measures.map(([word, packed]) => ({ title: view.word(word), lines: results.scenario_numbers().map(s => ({ scenario: s, values: path(packed, s) })) }));
    const label = view.label(indicator), year = view.moment(results.times[results.last]);
    const parts = one.decomposition;
    const group = parts && report.groups.find(known => known.name === parts.group);
    const group_name = parts ? view.say(group ? group.label : null, parts.group) : '';
    const last = (packed: string, s: number) => results.numbers(packed)[(s + 1) * times - 1];
    const part_words = ['within', 'between_groups', 'overlap'] as const;
    const part_values = parts ? [parts.within, parts.between, parts.overlap] : [];
    const numeral = numeral_for(part_values.flatMap(packed => results.scenario_numbers().map(s => last(packed, s))));
    const table: Table = { caption: label, row_heads: 1, columns: [{ label: view.word('scenario') }, ...part_words.map(word => ({ label: view.word(word) })), { label: view.word('gini') }],
      rows: results.scenario_numbers().map(s => [view.scenario_title(s), ...part_values.map(packed => ({ value: last(packed, s), decimals: numeral.decimals + 1 })), { value: last(one.gini, s), decimals: numeral.decimals + 1 }]) };
    return [controls(choice.control),
      figure(view, line_chart(view, { title: view.word('dispersion_title', label), unit: '', panels, factor: 1, decimals: 4, panel_word: view.word('indicator') })),
      parts ? figure(view, bar_chart(view, { title: view.word('dagum_title', label, group_name, year), unit: '', table, decimals: 4, bar_name: view.word('gini'), part_names: part_words.map(word => view.word(word)),
        rows: results.scenario_numbers().map(s => ({ name: view.scenario_title(s), value: last(one.gini, s), parts: part_values.map(packed => last(packed, s)) })),
        summary: table.rows.map(row => `${row[0]} ${number_text((row[4] as { value: number }).value, 4, view.language)}`).join('; ') })) : null];
  }));
}

function topsis(view: View, found: NonNullable<Indices['topsis']>): HTMLElement {
  const { results, report } = view;
  const times = results.times.length, places = results.all_places(), year = view.moment(results.times[results.last]);
  const scores = results.numbers(found.scores);
  const score = (s: number, place: number) => scores[(s * places.length + place) * times + results.last];
  const order = found.indicators.map((indicator, i) => ({ indicator: report.indicators[indicator], weight: found.weights[i] })).sort((a, b) => b.weight - a.weight);
  const mean = (s: number) => places.reduce((sum, place) => sum + score(s, place), 0) / Math.max(1, places.length);
  const table = matrix(view, view.word('topsis_title', year), (s, place) => score(s, place), mean);
  const weights: Table = { caption: view.word('weights'), row_heads: 1, columns: [{ label: view.word('indicator') }, { label: view.word('weight'), unit: '%' }],
    rows: order.map(({ indicator, weight }) => [view.label(indicator), { value: weight * 100, decimals: 1 }]) };
  return block(view.word('topsis'), note(view.word('topsis_note')), table,
    figure(view, bar_chart(view, { title: view.word('weights'), unit: '%', table: weights, decimals: 1, rows: order.map(({ indicator, weight }) => ({ name: view.label(indicator), value: weight * 100 })),
      summary: order.map(({ indicator, weight }) => `${view.label(indicator)} ${number_text(weight * 100, 1, view.language)}%`).join('; ') })));
}

function coupling(view: View, found: NonNullable<Indices['coupling']>): HTMLElement {
  const { results, report } = view;
  const indicator = report.indicators[found.indicator], year = view.moment(results.times[results.last]);
  const classes = [...found.classes].sort((a, b) => a.from - b.from);
  const class_of = (value: number) => { const fits = classes.filter(one => value >= one.from); return fits.length > 0 ? view.say(fits[fits.length - 1].label) : ''; };
  const value = (s: number, place: number) => results.value(indicator, s, place, 0, results.last);
  return block(view.word('coupling'), note(view.word('coupling_note')),
    matrix(view, view.word('coupling_title', view.label(indicator), year), value, null, class_of),
    changing(redraw => {
      const part = place_part(view, 'coupling-part', results.all_places(), redraw);
      return [part.control, figure(view, line_chart(view, { note: part.note, title: view.word('by_place', view.label(indicator)), unit: view.unit(indicator), factor: 1, decimals: 3, panel_word: view.word('place'), common_scale: true,
        panels: part.places.map(place => ({ title: view.place_name(place), lines: results.scenario_numbers().map(s => ({ scenario: s, values: results.path(indicator, s, place, 0) })) })) }))];
    }));
}

// Options by places, shaded by value. The words say what the shade cannot.
function matrix(view: View, title: string, value: (s: number, place: number) => number, mean: ((s: number) => number) | null, word?: (value: number) => string): HTMLElement {
  const { results } = view;
  const scenarios = results.scenario_numbers(), places = results.all_places();
  const values = scenarios.flatMap(s => places.map(place => value(s, place))).filter(isFinite);
  const low = Math.min(...values), high = Math.max(...values);
  const columns = [{ label: view.word('option') }, ...places.map(place => ({ label: view.place_name(place) })), ...(mean ? [{ label: view.word('mean') }] : [])];
  const table: Table = { caption: title, row_heads: 1, columns, rows: scenarios.map(s => [view.scenario_title(s), ...places.map(place => ({ value: value(s, place), decimals: 3 })), ...(mean ? [{ value: mean(s), decimals: 3 }] : [])]) };
  const shown = scroll_box(view, title, element('table', { class: 'data heat' },
    element('thead', {}, element('tr', {}, columns.map((column, i) => element('th', { scope: 'col', class: i > 0 ? 'number' : null }, user_text(column.label))))),
    element('tbody', {}, scenarios.map(s => element('tr', {}, element('th', { scope: 'row' }, option_name(view, s)), places.map(place => {
      const v = value(s, place), colour = depth_colour(high > low ? 0.85 * (v - low) / (high - low) : 0.3);
      return element('td', { class: 'number', 'data-value': String(v), style: `background:${colour};color:${ink_on(colour)}` }, number_text(v, 3, view.language), word ? element('div', { class: 'class-word' }, user_text(word(v))) : null);
    }), mean ? element('td', { class: 'number' }, element('b', {}, number_text(mean(s), 3, view.language))) : null)))));
  return table_block(view, table, shown);
}
