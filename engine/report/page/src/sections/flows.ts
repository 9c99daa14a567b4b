// What moves between villages, towns, other counties and outside.
import { sankey, type Link } from '../charts/sankey';
import { changing, choose, controls } from '../controls';
import { figure } from '../figure';
import { number_text, numeral_for } from '../numerals';
import { whole_place } from '../results';
import type { Table } from '../table';
import type { View } from '../view';
import { first_option, place_choices, scenario_choices, time_choices } from './choices';
import { note, section } from './section';

export function flows(view: View): HTMLElement | null {
  const { results, report } = view;
  if (report.flows.length === 0) return null;
  // The factor with the most links tells the most.
  const richest = String(report.flows.reduce((best, factor, i) => factor.links.length > report.flows[best].links.length ? i : best, 0));
  return section(view, 'flows', changing(redraw => {
    const choice = choose(view, 'flow-factor', view.word('factor'), report.flows.map((factor, i) => ({ value: String(i), label: view.say(factor.label) })), redraw, richest);
    const option = choose(view, 'flow-option', view.word('option'), scenario_choices(view), redraw, first_option(view));
    const year = choose(view, 'flow-year', view.word('year'), time_choices(view), redraw, String(results.last));
    const place_choice = choose(view, 'flow-place', view.word('place'), place_choices(view), redraw);
    const factor = report.flows[Number(choice.value)], scenario = Number(option.value), time = Number(year.value), place = Number(place_choice.value);
    const amount = (s: number, link: typeof factor.links[number]) => {
      const indicator = report.indicators[link.indicator];
      const places = place === whole_place && results.has_places(indicator) ? results.all_places() : [place];
      let sum = 0;
      for (const p of places) for (let cell = 0; cell < results.other_cells(indicator); ++cell) sum += results.value(indicator, s, p, cell, time);
      return sum;
    };
    const rows = factor.links.map(link => ({ link, value: amount(scenario, link), baseline: amount(report.baseline, link) }));
    const numeral = numeral_for(rows.flatMap(row => [row.value, row.baseline]));
    const unit = view.say(factor.unit);
    const links: Link[] = rows.filter(row => isFinite(row.value) && row.value !== 0).map(row => {
      const from = view.say(row.link.from), to = view.say(row.link.to);
      const name = view.label(report.indicators[row.link.indicator]);
      return row.value > 0 ? { from, to, name, value: row.value } : { from: to, to: from, name, value: -row.value };
    });
    const table: Table = { caption: view.say(factor.label), row_heads: 3,
      columns: [{ label: view.word('flow') }, { label: view.word('from') }, { label: view.word('to') }, { label: view.scenario_title(scenario), unit },
        { label: view.scenario_title(report.baseline), unit }, { label: view.word('as_difference'), unit }],
      rows: rows.map(row => [view.label(report.indicators[row.link.indicator]), view.say(row.link.from), view.say(row.link.to),
        { value: row.value, decimals: numeral.decimals }, { value: row.baseline, decimals: numeral.decimals }, { value: row.value - row.baseline, decimals: numeral.decimals, sign: true }]) };
    const title = view.word('flows_title', view.say(factor.label), view.place_name(place), view.scenario_title(scenario), view.moment(results.times[time]));
    return [
      controls(choice.control, option.control, year.control, place_choice.control),
      links.length === 0 ? note(view.word('flows_none')) : figure(view, sankey(view, { title, unit, note: view.word('flows_note'), links, decimals: numeral.decimals, table,
        summary: links.map(link => `${link.from} → ${link.to} ${number_text(link.value, numeral.decimals, view.language)}`).join('; ') })),
    ];
  }));
}
