// Lists that several sections choose from.
import { look_key } from '../charts/hover';
import { choose, controls, type Choice } from '../controls';
import type { Child } from '../elements';
import { look_of } from '../palette';
import type { Indicator } from '../report_data';
import { whole_place } from '../results';

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

// Of many places only a part is drawn at once: a hundred panels are read by nobody and fit no sheet of paper. The parts
// are as even as they can be.
const most_panels = 28;

// `note` tells on paper, where there is no control, which part it is.
export function place_part(view: View, name: string, places: number[], redraw: () => void): { control: HTMLElement | null; places: number[]; note: string } {
  if (places.length <= most_panels) return { control: null, places, note: '' };
  const parts = Math.ceil(places.length / most_panels), size = Math.ceil(places.length / parts);
  const choices = [...Array(parts).keys()].map(part => {
    const shown = places.slice(part * size, (part + 1) * size);
    return { value: String(part), label: view.word('places_from_to', part * size + 1, part * size + shown.length, places.length, view.place_name(shown[0]), view.place_name(shown[shown.length - 1])) };
  });
  const { control, value } = choose(view, name, view.word('shown_places'), choices, redraw);
  return { control: controls(control), places: places.slice(Number(value) * size, (Number(value) + 1) * size), note: choices[Number(value)].label };
}

export function scenario_choices(view: View, scenarios = view.results.scenario_numbers()): (Choice & { key: Child })[] {
  return scenarios.map(s => ({ value: String(s), label: view.scenario_title(s), key: look_key(look_of(s, view.report.baseline)) }));
}

export function time_choices(view: View): Choice[] {
  return view.results.times.map((time, t) => ({ value: String(t), label: view.moment(time) }));
}

// The option that is shown first: the last of those that are not the baseline would be arbitrary, so the first.
export function first_option(view: View): string { return String(view.results.options()[0] ?? view.report.baseline); }
