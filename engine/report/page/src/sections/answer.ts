// The answer on one page: what each option leads to, what it costs, and what it misses.
import { look_key } from '../charts/hover';
import { changing, choose, controls } from '../controls';
import { element, user_text, type Child } from '../elements';
import { number_text, numeral_for, numeral_of, signed_text, type Numeral } from '../numerals';
import { look_of } from '../palette';
import type { Indicator, Judgement, Scenario } from '../report_data';
import { whole_place } from '../results';
import { scroll_box, type Cell, type Table } from '../table';
import type { View } from '../view';
import { place_choices } from './choices';
import { block, note, section, table_block } from './section';

export function answer(view: View): HTMLElement {
  return section(view, 'answer', lead(view), options_table(view), headline_table(view), judgement_table(view), troubles(view));
}

interface Row { indicator: Indicator; cell: number }

function headline_rows(view: View): Row[] {
  return view.report.indicators.filter(indicator => indicator.headline)
    .flatMap(indicator => [...Array(view.results.other_cells(indicator)).keys()].map(cell => ({ indicator, cell })));
}

// Whether an option is the best or the worst of a row. Nobody is when all are equal.
function standing(ranks_of_all: number[], scenario: number): 'best' | 'worst' | null {
  const ranks = ranks_of_all.filter(rank => rank > 0);
  const rank = ranks_of_all[scenario];
  if (!rank || ranks.every(other => other === ranks[0])) return null;
  return rank === Math.min(...ranks) ? 'best' : rank === Math.max(...ranks) ? 'worst' : null;
}

// The ranks of the whole are given. Those of one place follow from its values; the report does not have them.
function ranks_of(view: View, { indicator, cell }: Row, place: number): number[] {
  const { results } = view;
  if (place === whole_place || !results.has_places(indicator)) return indicator.ranks[cell] || [];
  if (indicator.better === 'neither') return [];
  const sign = indicator.better === 'higher' ? 1 : -1;
  const values = results.scenario_numbers().map(s => sign * results.value(indicator, s, place, cell, results.last));
  return values.map(value => isFinite(value) ? 1 + values.filter(other => other - value > 1e-9 * Math.max(Math.abs(value), Math.abs(other))).length : 0);
}

function money(scenario: Scenario): { asked: number; paid: number } {
  return scenario.programmes.reduce((sum, programme) =>
    ({ asked: sum.asked + programme.asked, paid: sum.paid + programme.paid }), { asked: 0, paid: 0 });
}

function kept(scenario: Scenario, kind: Judgement['kind']): { held: number; of: number } {
  const asked = scenario.judgements.filter(judgement => judgement.kind === kind);
  return { held: asked.filter(holds).length, of: asked.length };
}

function lead(view: View): HTMLElement {
  const { results, report } = view;
  const rows = headline_rows(view).filter(row => row.indicator.better !== 'neither');
  const counts = results.scenario_numbers().map(scenario => ({ scenario, count: rows.filter(row => standing(ranks_of(view, row, whole_place), scenario) === 'best').length }))
    .filter(({ count }) => count > 0).sort((a, b) => b.count - a.count).filter(({ count }, _, all) => count >= all[Math.min(2, all.length - 1)].count);
  const said: Child[] = [];
  if (counts.length > 0) said.push(element('li', {}, view.word('lead_best', rows.length,
    view.list(counts.map(({ scenario, count }) => view.word('lead_best_item', view.scenario_title(scenario), count))))));
  const targets = results.scenario_numbers().map(scenario => ({ scenario, ...kept(report.scenarios[scenario], 'target') }));
  const most = Math.max(...targets.map(target => target.held));
  const asked = Math.max(...targets.map(target => target.of));
  if (asked > 0) said.push(element('li', {}, targets.every(target => target.held === target.of) ? view.word('lead_targets_all')
    : view.word('lead_targets', view.list(targets.filter(target => target.held === most).map(target => quoted(view.scenario_title(target.scenario)))), most, asked)));
  const cut = results.scenario_numbers().filter(scenario => { const { asked, paid } = money(report.scenarios[scenario]); return asked > 0 && paid < asked * (1 - 1e-6); });
  const any = report.scenarios.some(scenario => scenario.programmes.length > 0);
  if (cut.length > 0) said.push(element('li', {}, view.word('lead_cut', view.list(cut.map(scenario => {
    const { asked, paid } = money(report.scenarios[scenario]);
    return view.word('lead_cut_item', view.scenario_title(scenario), number_text(paid / asked * 100, 1, view.language));
  })))));
  else if (any) said.push(element('li', {}, view.word('lead_paid')));
  return element('ul', { class: 'lead' }, said);
}

function quoted(text: string): string { return `“${text}”`; }

function options_table(view: View): HTMLElement {
  const { report, results } = view;
  const rows = headline_rows(view);
  const sums = report.scenarios.map(money);
  const money_numeral = numeral_for(sums.flatMap(({ asked, paid }) => [asked, paid]));
  const with_programme = report.scenarios.find(scenario => scenario.programmes.length > 0);
  const unit = with_programme ? view.say(with_programme.programmes[0].unit) : '';
  const any = (kind: Judgement['kind']) => report.scenarios.some(scenario => scenario.judgements.some(judgement => judgement.kind === kind));
  const of = ({ held, of }: { held: number; of: number }) => `${held}/${of}`;
  const table: Table = {
    caption: view.word('options_table'), row_heads: 1,
    columns: [{ label: view.word('option') }, { label: view.word('best_count') }, { label: view.word('worst_count') },
      ...(any('target') ? [{ label: view.word('targets_met') }] : []), ...(any('constraint') ? [{ label: view.word('limits_kept') }] : []),
      { label: view.word('programmes_reforms') },
      ...(with_programme ? [{ label: view.word('asked'), unit }, { label: view.word('paid'), unit }, { label: view.word('share_paid'), unit: '%' }] : [])],
    rows: results.scenario_numbers().map(s => {
      const scenario = report.scenarios[s];
      const count = (which: 'best' | 'worst'): Cell => ({ value: rows.filter(row => standing(ranks_of(view, row, whole_place), s) === which).length, decimals: 0 });
      return [view.scenario_title(s), count('best'), count('worst'),
        ...(any('target') ? [of(kept(scenario, 'target'))] : []), ...(any('constraint') ? [of(kept(scenario, 'constraint'))] : []),
        `${scenario.programmes.length} / ${scenario.reforms.length}`,
        ...(with_programme ? [{ value: sums[s].asked, decimals: money_numeral.decimals }, { value: sums[s].paid, decimals: money_numeral.decimals },
          { value: sums[s].asked > 0 ? sums[s].paid / sums[s].asked * 100 : NaN, decimals: 1 }] as Cell[] : [])];
    }),
  };
  const shown = scroll_box(view, table.caption, element('table', { class: 'data options' },
    element('thead', {}, element('tr', {}, table.columns.map((column, i) => element('th', { scope: 'col', class: i > 0 ? 'number' : null }, column.label,
      column.unit ? element('span', { class: 'unit' }, column.unit) : null)))),
    element('tbody', {}, table.rows.map((row, s) => element('tr', {},
      element('th', { scope: 'row' }, option_name(view, s), view.say(report.scenarios[s].notes) ? element('div', { class: 'remark' }, user_text(view.say(report.scenarios[s].notes))) : null),
      row.slice(1).map(cell => element('td', { class: 'number' }, typeof cell === 'string' ? cell : number_text(cell.value, cell.decimals, view.language))))))));
  return table_block(view, table, shown);
}

export function option_name(view: View, scenario: number): HTMLElement {
  return element('span', { class: 'option-name' }, look_key(look_of(scenario, view.report.baseline)), user_text(view.scenario_title(scenario)));
}

function headline_table(view: View): HTMLElement | null {
  const { results, report } = view;
  const rows = headline_rows(view);
  if (rows.length === 0) return null;
  const scenarios = results.scenario_numbers(), last = results.last;
  return changing(redraw => {
    const choice = report.places < 0 ? null : choose(view, 'answer-place', view.word('place'), place_choices(view), redraw);
    const place = choice ? Number(choice.value) : whole_place;
    const year = view.moment(results.times[last]);
    const table: Table = { caption: view.word('headline_table', year), row_heads: 2,
      columns: [{ label: view.word('indicator') }, { label: view.word('unit') },
        ...scenarios.flatMap(s => [{ label: view.scenario_title(s) }, ...(s === report.baseline ? [] : [{ label: `${view.scenario_title(s)} − ${view.scenario_title(report.baseline)}` }])])],
      rows: [] };
    const body = rows.map(row => {
      const { indicator, cell } = row;
      const values = scenarios.map(s => results.value(indicator, s, place, cell, last));
      const changes = values.map(value => value - values[report.baseline]).map(change => Math.abs(change) <= results.noise(indicator) ? 0 : change);
      const by_place = results.has_places(indicator) ? scenarios.map(s => results.all_places().map(p => results.value(indicator, s, p, cell, last))) : [];
      // A mean that no option moves, such as of shares of the whole, says nothing; the span over the places does.
      const flat = place === whole_place && results.has_places(indicator) && indicator.joined !== 'total'
        && values.every(value => !isFinite(value) || Math.abs(value - values[report.baseline]) <= results.noise(indicator));
      const numeral = numeral_of(indicator, flat ? by_place.flat() : values, flat ? [] : changes);
      const ranks = flat ? [] : ranks_of(view, row, place);
      const name = view.cell_label(indicator, cell);
      table.rows.push([name, view.unit(indicator), ...scenarios.flatMap((s): Cell[] => [{ value: values[s] * numeral.factor, decimals: numeral.decimals },
        ...(s === report.baseline ? [] : [{ value: changes[s] * numeral.factor, decimals: numeral.change_decimals, sign: true }])])]);
      const text = (value: number) => number_text(value * numeral.factor, numeral.decimals, view.language);
      return element('tr', {}, element('th', { scope: 'row' }, user_text(name), element('span', { class: 'unit' }, view.unit(indicator))),
        scenarios.map(s => {
          const which = standing(ranks, s);
          const finite = flat ? by_place[s].filter(isFinite) : [];
          return element('td', { class: 'number' + (which ? ' ' + which : ''), 'data-value': String(values[s] * numeral.factor) },
            element('div', { class: 'value' }, which ? element('span', { class: 'tag ' + which }, view.word(which)) : null, text(values[s])),
            flat ? (finite.length > 0 ? element('div', { class: 'change' }, view.word('range_of_places', text(Math.min(...finite)), text(Math.max(...finite)))) : null)
              : s === report.baseline ? null : change_lines(view, row, s, changes[s], numeral, place));
        }));
    });
    const shown = scroll_box(view, table.caption, element('table', { class: 'data headline' },
      element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, view.word('indicator')),
        scenarios.map(s => element('th', { scope: 'col', class: 'number' }, option_name(view, s))))),
      element('tbody', {}, body)));
    const uncertain = rows.map(({ indicator }) => indicator.paired).find(paired => paired);
    return [table_block(view, table, shown, controls(choice && choice.control), note([view.word('headline_note'),
      uncertain && place === whole_place ? view.word('uncertain_note', uncertain.quantiles[0] * 100, uncertain.quantiles[uncertain.quantiles.length - 1] * 100) : ''].join(view.language === 'zh' ? '' : ' ')))];
  });
}

function change_lines(view: View, { indicator, cell }: Row, scenario: number, change: number, numeral: Numeral, place: number): Child[] {
  if (!isFinite(change)) return [];
  const text = (value: number) => signed_text(value * numeral.factor, numeral.change_decimals, view.language);
  const lines = [text(change)];
  const quantiles = place === whole_place ? view.results.paired(indicator, scenario, cell, view.results.last) : null;
  if (quantiles && quantiles.every(isFinite)) lines.push(view.word('between', text(quantiles[0]), text(quantiles[quantiles.length - 1])));
  const better = (quantiles && indicator.paired && indicator.paired.better[cell] ? indicator.paired.better[cell][scenario] : null) ?? NaN;
  if (indicator.better !== 'neither' && isFinite(better)) lines.push(view.word('chance_better', number_text(better * 100, 0, view.language)));
  return lines.map(line => element('div', { class: 'change' }, line));
}

function judgement_table(view: View): HTMLElement | null {
  const { report, results } = view;
  const known = new Map<string, Judgement>();
  // Options may ask for different things under one id.
  const key_of = (judgement: Judgement) => `${judgement.kind} ${judgement.id} ${judgement.condition}`;
  for (const scenario of report.scenarios) for (const judgement of scenario.judgements)
    if (!known.has(key_of(judgement))) known.set(key_of(judgement), judgement);
  if (known.size === 0) return null;
  const scenarios = results.scenario_numbers();
  const find = (s: number, key: string) => report.scenarios[s].judgements.find(judgement => key_of(judgement) === key);
  const table: Table = { caption: view.word('judgement_table'), row_heads: 1,
    columns: [{ label: view.word('judgement') }, ...scenarios.map(s => ({ label: view.scenario_title(s) }))],
    rows: [...known].map(([key, judgement]) => [`${view.word(judgement.kind)}: ${view.say(judgement.label, judgement.id)}`,
      ...scenarios.map(s => { const found = find(s, key); return found ? verdict(view, found) : '–'; })]) };
  const body = [...known].map(([key, judgement]) => element('tr', {},
    element('th', { scope: 'row' }, element('span', { class: 'kind' }, view.word(judgement.kind)), user_text(view.say(judgement.label, judgement.id)),
      element('code', { class: 'remark' }, user_text(judgement.condition))),
    scenarios.map(s => {
      const found = find(s, key);
      if (!found) return element('td', {}, '–');
      const good = holds(found);
      if (is_unknown(found)) return element('td', {}, element('div', { class: 'verdict' }, verdict(view, found)));
      return element('td', {}, element('div', { class: good ? 'verdict held' : 'verdict failed' }, (good ? '✓ ' : '✗ ') + verdict(view, found)),
        good ? null : element('div', { class: 'change' }, view.word('of_times', found.broken, found.asked)),
        found.margin === null || !isFinite(found.margin) ? null : element('div', { class: 'change' }, view.word('margin', margin_text(view, found))),
        !good && (view.say(found.place) || isFinite(found.time)) ? element('div', { class: 'change' }, user_text(view.word('worst_at', [view.say(found.place), view.moment(found.time)].filter(Boolean).join(' ')))) : null,
        found.chance && found.chance.value !== null ? element('div', { class: 'change' }, view.word('chance', number_text(found.chance.value * 100, 0, view.language))) : null);
    })));
  const shown = scroll_box(view, table.caption, element('table', { class: 'data judgements' },
    element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, view.word('judgement')), scenarios.map(s => element('th', { scope: 'col' }, option_name(view, s))))),
    element('tbody', {}, body)));
  return table_block(view, table, shown);
}

function verdict(view: View, judgement: Judgement): string {
  const target = judgement.kind === 'target';
  if (is_unknown(judgement)) return view.word('unknown');
  return view.word(holds(judgement) ? (target ? 'met' : 'kept') : (target ? 'missed' : 'broken'));
}

function holds(judgement: Judgement): boolean { return judgement.broken === 0 && judgement.unknown === 0; }

// The run failed before it could be told.
function is_unknown(judgement: Judgement): boolean { return judgement.broken === 0 && judgement.unknown > 0; }

function margin_text(view: View, judgement: Judgement): string {
  const numeral = numeral_for([judgement.margin as number]);
  const unit = view.say(judgement.unit);
  return signed_text(judgement.margin as number, numeral.decimals, view.language) + (unit ? ` ${unit}` : '');
}

function troubles(view: View): Child[] {
  const said = (title: string, pick: (scenario: Scenario) => { zh: string; en: string }[]) => {
    const items = view.report.scenarios.flatMap((scenario, s) => pick(scenario).map(text => element('li', {}, user_text(`${view.scenario_title(s)}: ${view.say(text)}`))));
    return items.length > 0 ? element('div', { class: 'trouble' }, block(title, element('ul', {}, items))) : null;
  };
  return [said(view.word('failures'), scenario => scenario.failures), said(view.word('broken_checks'), scenario => scenario.broken_checks)];
}
