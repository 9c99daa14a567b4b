// Places ranked and coloured for one indicator, year and option.
import { bar_chart } from '../charts/bars';
import { map, tiles, type TilesSpec } from '../charts/tiles';
import { changing, choose, controls } from '../controls';
import { figure } from '../figure';
import { number_text, numeral_of } from '../numerals';
import type { Table } from '../table';
import type { View } from '../view';
import { first_option, indicator_choices, indicator_of, scenario_choices, time_choices } from './choices';
import { section } from './section';

export function places(view: View): HTMLElement | null {
  const { results, report } = view;
  if (!report.indicators.some(indicator => results.has_places(indicator))) return null;
  return section(view, 'places', changing(redraw => {
    const choice = choose(view, 'place-indicator', view.word('indicator'), indicator_choices(view, one => results.has_places(one)), redraw);
    const { indicator, cell } = indicator_of(view, choice.value);
    const option = choose(view, 'place-option', view.word('option'), scenario_choices(view), redraw, first_option(view));
    const year = choose(view, 'place-year', view.word('year'), time_choices(view), redraw, String(results.last));
    const show = choose(view, 'place-show', view.word('show_as'), [{ value: 'value', label: view.word('as_value') },
      { value: 'difference', label: view.word('as_difference') }, { value: 'change', label: view.word('as_change') }], redraw);
    const scenario = Number(option.value), time = Number(year.value);
    const at = (s: number, place: number, t: number) => results.value(indicator, s, place, cell, t);
    const places = results.all_places();
    const values = places.map(place => at(scenario, place, time));
    const baseline = places.map(place => at(report.baseline, place, time));
    const start = places.map(place => at(scenario, place, 0));
    const against = show.value === 'difference' ? baseline : show.value === 'change' ? start : null;
    const shown = against ? values.map((value, i) => value - against[i]) : values;
    const numeral = numeral_of(indicator, [...values, ...baseline, ...start], against ? shown : []);
    const decimals = against ? numeral.change_decimals : numeral.decimals;
    const rising = indicator.better === 'lower' && !against;
    const order = [...places].sort((a, b) => missing_last(shown[a], shown[b]) || (rising ? shown[a] - shown[b] : shown[b] - shown[a]));
    const label = view.cell_label(indicator, cell), year_text = view.moment(results.times[time]), title = view.scenario_title(scenario);
    const unit = against ? view.change_unit(indicator) : view.unit(indicator);
    const subject = against ? view.word(show.value === 'difference' ? 'difference_of' : 'change_of', label) : label;
    const table: Table = { caption: subject, row_heads: 2,
      columns: [{ label: view.word('rank') }, { label: view.word('place') }, { label: title, unit: view.unit(indicator) },
        { label: view.scenario_title(report.baseline), unit: view.unit(indicator) }, { label: view.word('as_difference'), unit: view.change_unit(indicator) },
        { label: view.word('at_start', view.moment(results.times[0])), unit: view.unit(indicator) }, { label: view.word('as_change'), unit: view.change_unit(indicator) }],
      rows: order.map((place, i) => [String(i + 1), view.place_name(place), { value: values[place] * numeral.factor, decimals: numeral.decimals },
        { value: baseline[place] * numeral.factor, decimals: numeral.decimals }, { value: (values[place] - baseline[place]) * numeral.factor, decimals: numeral.change_decimals, sign: true },
        { value: start[place] * numeral.factor, decimals: numeral.decimals }, { value: (values[place] - start[place]) * numeral.factor, decimals: numeral.change_decimals, sign: true }]) };
    const text = (value: number) => number_text(value * numeral.factor, decimals, view.language);
    const summary = order.map((place, i) => `${i + 1} ${view.place_name(place)} ${text(shown[place])}`).join('; ');
    const spec: TilesSpec = { title: view.word('tiles_title', subject, year_text, title), unit, summary, table, signed: Boolean(against), better: indicator.better, decimals,
      tiles: order.map((place, i) => ({ place, name: view.place_name(place), value: shown[place] * numeral.factor, rank: isFinite(shown[place]) ? i + 1 : 0 })) };
    const with_baseline = scenario !== report.baseline;
    return [
      controls(choice.control, option.control, year.control, show.control),
      report.map ? figure(view, map(view, { ...spec, title: view.word('map_title', spec.title), shapes: report.map, place_names: report.dimensions[report.places].elements.map(element => element.name) })) : null,
      figure(view, tiles(view, spec)),
      figure(view, bar_chart(view, { title: view.word('ranked_title', subject, year_text), unit, summary, table, decimals, signed: Boolean(against),
        bar_name: title, mark_names: against ? [] : [...(with_baseline ? [view.scenario_title(report.baseline)] : []), view.word('at_start', view.moment(results.times[0]))],
        rows: order.map(place => ({ name: view.place_name(place), value: shown[place] * numeral.factor,
          marks: against ? [] : [...(with_baseline ? [baseline[place] * numeral.factor] : []), start[place] * numeral.factor] })) })),
    ];
  }));
}

function missing_last(a: number, b: number): number { return Number(!isFinite(a)) - Number(!isFinite(b)); }
