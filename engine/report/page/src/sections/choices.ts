// Lists that several sections choose from.
import { look_key } from '../charts/hover';
import type { Choice } from '../controls';
import type { Child } from '../elements';
import { look_of } from '../palette';
import type { Indicator } from '../report_data';
import { whole_place } from '../results';
import { time_text } from '../numerals';
import type { View } from '../view';

export function indicator_choices(view: View, fits: (indicator: Indicator) => boolean = () => true): Choice[] {
  return view.report.indicators.flatMap((indicator, i) => !fits(indicator) ? []
    : [...Array(view.results.other_cells(indicator)).keys()].map(cell => ({ value: `${i}.${cell}`, label: view.cell_label(indicator, cell),
      group: indicator.headline ? view.word('headline_indicators') : view.say(indicator.part) || view.word('other_indicators') })));
}

export function indicator_of(view: View, value: string): { indicator: Indicator; cell: number } {
  const [i, cell] = value.split('.').map(Number);
  return { indicator: view.report.indicators[i], cell };
}

export function place_choices(view: View, indicator?: Indicator): Choice[] {
  return [whole_place, ...view.results.all_places()].map(place => ({ value: String(place), label: view.place_name(place, indicator) }));
}

export function scenario_choices(view: View, scenarios = view.results.scenario_numbers()): (Choice & { key: Child })[] {
  return scenarios.map(s => ({ value: String(s), label: view.scenario_title(s), key: look_key(look_of(s, view.report.baseline)) }));
}

export function time_choices(view: View): Choice[] {
  return view.results.times.map((time, t) => ({ value: String(t), label: time_text(time) }));
}

// The option that is shown first: the last of those that are not the baseline would be arbitrary, so the first.
export function first_option(view: View): string { return String(view.results.options()[0] ?? view.report.baseline); }
