// Who pays what and when; what was asked for and what the budget paid.
import { stacks } from '../charts/stacks';
import { element, user_text } from '../elements';
import { figure } from '../figure';
import { number_text, numeral_for, time_text } from '../numerals';
import type { Programme } from '../report_data';
import { scroll_box, type Table } from '../table';
import type { View } from '../view';
import { option_name } from './answer';
import { section, table_block } from './section';

export function budget(view: View): HTMLElement | null {
  const { report } = view;
  const paying = view.results.scenario_numbers().filter(s => report.scenarios[s].programmes.length > 0);
  if (paying.length === 0) return null;
  return section(view, 'budget', by_year(view, paying), programmes(view, paying));
}

const unsaid = '';

function shares(programme: Programme): { source: string; share: number }[] {
  return programme.funding.length > 0 ? programme.funding : [{ source: unsaid, share: 1 }];
}

function by_year(view: View, paying: number[]): HTMLElement {
  const { report } = view;
  const all = paying.flatMap(s => report.scenarios[s].programmes);
  const years = [...new Set(all.flatMap(programme => programme.by_year.map(one => one.year)))].sort((a, b) => a - b);
  const labels = new Map<string, string>();
  for (const programme of all) {
    for (const { source, label } of programme.funding) if (!labels.has(source)) labels.set(source, view.say(label, source));
    if (programme.funding.length === 0) labels.set(unsaid, view.word('unknown_source'));
  }
  const sources = [...labels.keys()];
  const sum = (s: number, year: number, weigh: (programme: Programme, one: Programme['by_year'][number]) => number) =>
    report.scenarios[s].programmes.reduce((total, programme) => total + programme.by_year.filter(one => one.year === year).reduce((t, one) => t + weigh(programme, one), 0), 0);
  const paid = (s: number, source: string, year: number) => sum(s, year, (programme, one) =>
    one.paid * shares(programme).filter(share => share.source === source).reduce((t, share) => t + share.share, 0));
  const asked = (s: number, year: number) => sum(s, year, (_, one) => one.asked);
  const numeral = numeral_for(paying.flatMap(s => years.map(year => asked(s, year))));
  const unit = view.say(all[0].unit);
  const total = (s: number, year: number) => sum(s, year, (_, one) => one.paid);
  const table: Table = { caption: view.word('budget_title'), row_heads: 2,
    columns: [{ label: view.word('option') }, { label: view.word('source') }, ...years.map(year => ({ label: time_text(year) }))],
    rows: paying.flatMap(s => [
      ...sources.map(source => [view.scenario_title(s), labels.get(source) || '', ...years.map(year => ({ value: paid(s, source, year), decimals: numeral.decimals }))]),
      [view.scenario_title(s), view.word('paid'), ...years.map(year => ({ value: total(s, year), decimals: numeral.decimals }))],
      [view.scenario_title(s), view.word('asked'), ...years.map(year => ({ value: asked(s, year), decimals: numeral.decimals }))]]) };
  return figure(view, stacks(view, { title: view.word('budget_title'), unit, note: view.word('budget_note'), table, categories: years.map(time_text), parts: sources.map(source => labels.get(source) || source),
    asked_name: view.word('asked'), decimals: numeral.decimals,
    panels: paying.map(s => ({ title: view.scenario_title(s), parts: sources.map(source => years.map(year => paid(s, source, year))), asked: years.map(year => asked(s, year)) })),
    summary: paying.map(s => `${view.scenario_title(s)} ${number_text(years.reduce((t, year) => t + total(s, year), 0), numeral.decimals, view.language)}`).join('; ') }));
}

function programmes(view: View, paying: number[]): HTMLElement {
  const { report } = view;
  const all = paying.flatMap(s => report.scenarios[s].programmes.map(programme => ({ s, programme })));
  const numeral = numeral_for(all.flatMap(({ programme }) => [programme.asked, programme.paid]));
  const unit = view.say(all[0].programme.unit);
  const share = (programme: Programme) => programme.asked > 0 ? programme.paid / programme.asked * 100 : NaN;
  const is_cut = (programme: Programme) => programme.paid < programme.asked * (1 - 1e-6);
  const funding = (programme: Programme) => view.list(programme.funding.map(one => `${view.say(one.label, one.source)} ${number_text(one.share * 100, 0, view.language)}%`)) || '–';
  const where = (programme: Programme) => {
    const places = programme.by_place.filter(one => one.asked > 0);
    if (places.length === 0) return '–';
    if (report.places < 0 || places.length > 4) return view.word('places_count', places.length);
    return view.list(places.map(one => {
      const place = report.dimensions[report.places].elements.findIndex(element => element.name === one.place);
      return place < 0 ? one.place : view.place_name(place);
    }));
  };
  const remark = (text: string) => text ? element('span', { class: 'remark' }, user_text(text)) : null;
  const columns = [{ label: view.word('programme') }, { label: view.word('where') }, { label: view.word('funding') }, { label: view.word('asked'), unit }, { label: view.word('paid'), unit }, { label: view.word('share_paid'), unit: '%' }];
  const table: Table = { caption: view.word('programmes_of'), row_heads: 2, columns: [{ label: view.word('option') }, ...columns],
    rows: all.map(({ s, programme }) => [view.scenario_title(s), view.say(programme.title, programme.id), where(programme), funding(programme),
      { value: programme.asked, decimals: numeral.decimals }, { value: programme.paid, decimals: numeral.decimals }, { value: share(programme), decimals: 1 }]) };
  const shown = scroll_box(view, table.caption, element('table', { class: 'data programmes' },
    element('thead', {}, element('tr', {}, columns.map((column, i) => element('th', { scope: 'col', class: i > 2 ? 'number' : null }, column.label, column.unit ? element('span', { class: 'unit' }, column.unit) : null)))),
    paying.map(s => element('tbody', {},
      element('tr', { class: 'group' }, element('th', { scope: 'rowgroup', colspan: columns.length }, option_name(view, s))),
      report.scenarios[s].programmes.map(programme => element('tr', {},
        element('th', { scope: 'row' }, user_text(view.say(programme.title, programme.id)), remark(view.say(programme.source))),
        element('td', {}, user_text(where(programme))), element('td', {}, user_text(funding(programme))),
        element('td', { class: 'number' }, number_text(programme.asked, numeral.decimals, view.language)),
        element('td', { class: 'number' }, number_text(programme.paid, numeral.decimals, view.language)),
        element('td', { class: 'number' }, is_cut(programme) ? element('span', { class: 'tag worst' }, view.word('cut')) : null, number_text(share(programme), 1, view.language))))))));
  return table_block(view, table, shown);
}
