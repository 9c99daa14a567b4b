// Any indicator over time: one place large, and below it every place.
import { line_chart, type Line, type Panel } from '../charts/lines';
import { changing, choose, choose_several, controls } from '../controls';
import { element } from '../elements';
import { figure } from '../figure';
import { numeral_of } from '../numerals';
import { whole_place } from '../results';
import type { View } from '../view';
import { indicator_choices, indicator_of, place_choices, place_part, scenario_choices } from './choices';
import { note, section } from './section';

type Kind = 'value' | 'difference' | 'change';

function quiet(value: number, noise: number): number { return Math.abs(value) <= noise ? 0 : value; }

export function paths(view: View): HTMLElement | null {
  const { results, report } = view;
  if (report.indicators.length === 0) return null;
  return section(view, 'paths', changing(redraw => {
    const choice = choose(view, 'path-indicator', view.word('indicator'), indicator_choices(view), redraw);
    const { indicator, cell } = indicator_of(view, choice.value);
    const place_choice = results.has_places(indicator) ? choose(view, 'path-place', view.word('place'), place_choices(view, indicator), redraw) : null;
    const place = place_choice ? Number(place_choice.value) : whole_place;
    const show = choose(view, 'path-show', view.word('show_as'), [
      { value: 'value', label: view.word('as_value') },
      ...(report.scenarios.length > 1 ? [{ value: 'difference', label: view.word('as_difference') }] : []),
      { value: 'change', label: view.word('as_change') }], redraw);
    const shown = choose_several(view, 'path-options', view.word('shown_options'), scenario_choices(view), redraw);
    const scenarios = results.scenario_numbers().filter(s => shown.values.has(String(s)));
    const label = view.cell_label(indicator, cell);
    const kinds = { value: label, difference: view.word('difference_of', label), change: view.word('change_of', label) };

    // A fan for every option would hide the others: one is shaded, the first shown that is not the baseline.
    const shaded = scenarios.find(s => s !== report.baseline) ?? scenarios[0];
    const lines = (kind: Kind, at: number, fans: boolean): Line[] => scenarios.filter(s => kind !== 'difference' || s !== report.baseline).map(s => {
      const path = results.path(indicator, s, at, cell), base = results.path(indicator, report.baseline, at, cell);
      const values = kind === 'value' ? path : Array.from(path, (value, t) => quiet(value - (kind === 'difference' ? base[t] : path[0]), results.noise(indicator)));
      return { scenario: s, values, band: fans && s === shaded && kind === 'value' ? results.band(indicator, s, at, cell) || undefined : undefined };
    });
    const chart = (kind: Kind, title: string, panels: Panel[], notes: string) => {
      const values = panels.flatMap(panel => panel.lines.flatMap(line => Array.from(line.values)));
      const numeral = numeral_of(indicator, values, kind === 'value' ? [] : values);
      return figure(view, line_chart(view, { title, unit: kind === 'value' ? view.unit(indicator) : view.change_unit(indicator), note: notes, name_ends: true, panels, factor: numeral.factor,
        decimals: kind === 'value' ? numeral.decimals : numeral.change_decimals, signed: kind !== 'value', panel_word: view.word('place') }));
    };
    const one = (kind: Kind) => {
      const name = view.place_name(place, indicator);
      const panel: Panel = { title: name, lines: lines(kind, place, true), history: kind === 'value' ? results.history(indicator, place, cell) : [] };
      if (panel.lines.every(line => Array.from(line.values).every(value => !isFinite(value)))) return note(view.word('no_data'));
      const fan = panel.lines.find(line => line.band);
      const notes = kind === 'difference' ? [] : [view.word(panel.history && panel.history.length > 0 ? 'paths_note' : 'paths_note_plain'),
        ...(fan && indicator.bands ? [view.word('fan_note', view.scenario_title(fan.scenario), indicator.bands.quantiles[0] * 100, indicator.bands.quantiles[indicator.bands.quantiles.length - 1] * 100)] : [])];
      return chart(kind, results.has_places(indicator) ? view.word('one_place', name, kinds[kind]) : kinds[kind], [panel], notes.join(view.language === 'zh' ? '' : ' '));
    };
    const kind = show.value as Kind;
    const places = results.has_places(indicator) ? results.all_places() : [];
    const part = place_part(view, 'path-part', places, redraw);
    return [
      controls(choice.control, place_choice && place_choice.control, show.control), shown.control,
      // Options often lie close together: beside their values stands how they differ.
      kind === 'value' && scenarios.some(s => s !== report.baseline) ? element('div', { class: 'beside' }, one('value'), one('difference')) : one(kind),
      part.control,
      places.length > 1 ? chart(kind, view.word('by_place', kinds[kind]),
        part.places.map(at => ({ title: view.place_name(at), lines: lines(kind, at, false), history: kind === 'value' ? results.history(indicator, at, cell) : [] })), part.note) : null,
    ];
  }));
}
