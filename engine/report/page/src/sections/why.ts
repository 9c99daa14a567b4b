// Why an option differs from the baseline: the parts of each measure, drawn and told.
import { waterfall } from '../charts/waterfall';
import { changing, choose, controls } from '../controls';
import { element, user_text } from '../elements';
import { figure } from '../figure';
import { number_text, numeral_of, signed_text } from '../numerals';
import type { Attribution } from '../report_data';
import type { Table } from '../table';
import type { View } from '../view';
import { section } from './section';

interface Part { title: string; kind: Attribution['items'][number]['kind']; value: number; error: number }

export function why(view: View): HTMLElement | null {
  const { report } = view;
  // What no measure moves, such as the mean share of all places, is not worth a choice.
  const moves = (one: Attribution['figures'][number]) =>
    Math.max(...[one.to - one.from, ...one.parts].map(Math.abs)) > view.results.noise(report.indicators[one.indicator]);
  const told = report.attributions.map(attribution => ({ ...attribution, figures: attribution.figures.filter(moves) }))
    .filter(attribution => attribution.figures.length > 0);
  if (told.length === 0) return null;
  return section(view, 'why', changing(redraw => {
    const option = choose(view, 'why-option', view.word('option'), told.map((attribution, i) => ({ value: String(i), label: view.scenario_title(attribution.to) })), redraw);
    const attribution = told[Number(option.value)];
    // Indicators are chosen by name, so that the choice holds when the option changes.
    const key = (figure: Attribution['figures'][number]) => `${figure.indicator}.${figure.cell}`;
    const choice = choose(view, 'why-indicator', view.word('indicator'), attribution.figures.map(one => ({ value: key(one),
      label: view.cell_label(report.indicators[one.indicator], one.cell) })), redraw);
    const chosen = attribution.figures.find(one => key(one) === choice.value) || attribution.figures[0];
    return [controls(option.control, choice.control), paragraph(view, attribution, chosen), chart(view, attribution, chosen)];
  }));
}

function parts_of(view: View, attribution: Attribution, chosen: Attribution['figures'][number]): Part[] {
  return attribution.items.map((item, i) => ({ title: view.say(item.title, item.id), kind: item.kind, value: chosen.parts[i], error: chosen.standard_errors[i] || 0 }))
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
}

function paragraph(view: View, attribution: Attribution, chosen: Attribution['figures'][number]): HTMLElement {
  const indicator = view.report.indicators[chosen.indicator];
  const difference = chosen.to - chosen.from;
  const parts = parts_of(view, attribution, chosen);
  const numeral = numeral_of(indicator, [chosen.from, chosen.to], [difference]);
  // Chinese says the unit with each number; English, whose units are longer, says it once. Prices are said at the end.
  const [unit, prices] = view.unit(indicator).split(/[，,]\s*/);
  const short = unit === '%' || indicator.format === 'percentage_points';
  const said_once = view.language === 'en' && !short;
  const with_unit = (text: string, of: string) => said_once ? text : view.language === 'zh' || of === '%' ? text + of : `${text} ${of}`;
  const value = (amount: number) => with_unit(number_text(amount * numeral.factor, numeral.decimals, view.language), unit);
  const change = (amount: number, sign: boolean) => with_unit((sign ? signed_text : number_text)((sign ? amount : Math.abs(amount)) * numeral.factor, numeral.change_decimals, view.language),
    view.change_unit(indicator).split(/[，,]/)[0]);
  const year = view.moment(view.results.times[view.results.last]);
  const label = said_once ? view.in_brackets(view.cell_label(indicator, chosen.cell), unit) : view.cell_label(indicator, chosen.cell);
  const from = view.scenario_title(attribution.from), to = view.scenario_title(attribution.to);
  const said: string[] = [];
  const negligible = Math.abs(difference) <= view.results.noise(indicator);
  if (negligible) said.push(view.word('why_same', year, to, label, from, value(chosen.to)));
  else {
    said.push(view.word(difference > 0 ? 'why_total_more' : 'why_total_less', year, to, label, from, value(chosen.to), value(chosen.from), change(difference, false)));
    if (indicator.better !== 'neither') said.push(view.word((difference > 0) === (indicator.better === 'higher') ? 'why_good' : 'why_bad'));
    const along = parts.filter(part => part.value * difference > 0).slice(0, 3);
    if (along.length > 0) said.push(view.word('why_parts', view.list(along.map(part =>
      view.word('why_part', part.title, change(part.value, true), number_text(part.value / difference * 100, 0, view.language))))));
    const noticeable = Math.pow(10, -numeral.change_decimals) / 2 / numeral.factor;
    const against = parts.filter(part => part.value * difference < 0 && Math.abs(part.value) >= noticeable).slice(0, 3);
    said.push(against.length === 0 ? view.word('why_nothing_against')
      : view.word(against.length > 1 ? 'why_against_many' : 'why_against', view.list(against.map(part => view.word('why_part_plain', part.title, change(part.value, true))))));
  }
  if (prices) said.push(view.word('why_prices', prices));
  said.push(attribution.method === 'orders' ? view.word('why_drawn', attribution.orders)
    : attribution.method === 'exact' || negligible ? view.word('why_exact')
    : view.word('why_pairs', change(Math.max(...chosen.standard_errors), false)));
  return element('p', { class: 'told' }, user_text(said.join(view.language === 'zh' ? '' : ' ')));
}

function chart(view: View, attribution: Attribution, chosen: Attribution['figures'][number]): HTMLElement {
  const indicator = view.report.indicators[chosen.indicator];
  const parts = parts_of(view, attribution, chosen);
  const difference = chosen.to - chosen.from;
  const numeral = numeral_of(indicator, [chosen.from, chosen.to], [difference]);
  const most = 12;
  const first = parts.length > most ? parts.slice(0, most - 1) : parts;
  const rest = parts.slice(first.length);
  const steps = [...first].sort((a, b) => b.value - a.value).map(part => ({ name: part.title, value: part.value * numeral.factor }));
  if (rest.length > 0) steps.push({ name: view.word('rest_of_parts', rest.length), value: rest.reduce((sum, part) => sum + part.value, 0) * numeral.factor });
  const unit = view.change_unit(indicator);
  const decimals = numeral.change_decimals;
  const with_errors = parts.some(part => part.error > 0);
  const table: Table = { caption: view.cell_label(indicator, chosen.cell), row_heads: 1,
    columns: [{ label: view.word('measure') }, { label: view.word('change_kind') }, { label: view.word('part'), unit }, { label: view.word('share_of_total'), unit: '%' }, ...(with_errors ? [{ label: view.word('standard_error'), unit }] : [])],
    rows: [...parts.map(part => [part.title, view.word(part.kind), { value: part.value * numeral.factor, decimals, sign: true }, { value: part.value / difference * 100, decimals: 1 },
      ...(with_errors ? [{ value: part.error * numeral.factor, decimals: decimals + 1 }] : [])]),
      [view.word('total_difference'), '', { value: difference * numeral.factor, decimals, sign: true }, { value: difference === 0 ? NaN : 100, decimals: 1 }, ...(with_errors ? [{ value: NaN, decimals: 0 }] : [])]] };
  return figure(view, waterfall(view, {
    title: view.word('why_title', view.cell_label(indicator, chosen.cell), view.scenario_title(attribution.to), view.scenario_title(attribution.from), view.moment(view.results.times[view.results.last])),
    unit, table, steps, total: { name: view.word('total_difference'), value: difference * numeral.factor }, decimals, better: indicator.better,
    summary: [...steps.map(step => `${step.name} ${signed_text(step.value, decimals, view.language)}`), `${view.word('total_difference')} ${signed_text(difference * numeral.factor, decimals, view.language)}`].join('; '),
  }));
}
