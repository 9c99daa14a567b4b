// How sure are we: what many futures say of the options, what moves the results, and what to watch.
import { line_chart } from '../charts/lines';
import { tornado } from '../charts/tornado';
import { changing, choose, controls, type Choice } from '../controls';
import { element, user_text, type Child } from '../elements';
import { figure } from '../figure';
import { decimals_for, number_text, numeral_of } from '../numerals';
import { depth_colour, ink_on } from '../palette';
import type { Discovery, Futures, Moved, Robustness, Sensitivity } from '../report_data';
import { whole_place } from '../results';
import { scroll_box, type Cell, type Table } from '../table';
import type { View } from '../view';
import { option_name } from './answer';
import { block, note, section, table_block } from './section';

const known = (value: number | null): number => value ?? NaN;

export function certainty(view: View): HTMLElement | null {
  const { futures } = view.report;
  if (!futures) return null;
  const { ensemble } = futures;
  return section(view, 'certainty', ensemble ? lead(view, ensemble) : null, fans(view), chances(view),
    ensemble && ensemble.robustness.length > 0 ? robustness(view, ensemble.robustness) : null,
    futures.sensitivities.length > 0 ? moved(view, futures.sensitivities) : null,
    futures.discoveries.length > 0 ? signposts(view, futures.discoveries) : null);
}

function spaced(view: View, sentences: string[]): string { return sentences.filter(Boolean).join(view.language === 'zh' ? '' : ' '); }

function lead(view: View, ensemble: NonNullable<Futures['ensemble']>): Child[] {
  const failed = ensemble.failed.map((count, s) => count > 0 ? view.word('futures_failed', view.scenario_title(s), count) : '');
  const items = (texts: string[]) => element('ul', { class: 'items' }, texts.map(text => element('li', {}, user_text(text))));
  return [
    element('p', { class: 'told' }, user_text(spaced(view, [view.word('futures_lead', ensemble.members, ensemble.keys, design_name(view, ensemble.design), ensemble.seed), ...failed]))),
    ensemble.notes.length > 0 ? block(view.word('futures_notes'), items(ensemble.notes.map(text => view.say(text)))) : null,
    ensemble.failures.length > 0 ? element('div', { class: 'trouble' }, block(view.word('failed_futures'),
      items(ensemble.failures.map(({ scenario, text }) => `${view.scenario_title(scenario)}: ${view.say(text)}`)))) : null];
}

function design_name(view: View, design: string): string {
  return design === 'sobol' || design === 'lhs' || design === 'random' ? view.word(`design_${design}`) : design;
}

// Each option in a panel of its own: fans that lie on each other hide what they are to show.
function fans(view: View): HTMLElement | null {
  const { results, report } = view;
  const choices = report.indicators.flatMap((indicator, i): Choice[] => !indicator.bands ? []
    : [...Array(results.other_cells(indicator)).keys()].map(cell => ({ value: `${i}.${cell}`, label: view.cell_label(indicator, cell) })));
  if (choices.length === 0) return null;
  return changing(redraw => {
    const choice = choose(view, 'certainty-indicator', view.word('indicator'), choices, redraw);
    const [i, cell] = choice.value.split('.').map(Number);
    const indicator = report.indicators[i], quantiles = (indicator.bands as { quantiles: number[] }).quantiles;
    const panels = results.scenario_numbers().map(s => ({ title: view.scenario_title(s), lines: [
      { scenario: s, values: results.path(indicator, s, whole_place, cell), band: results.band(indicator, s, whole_place, cell) || undefined }] }))
      .filter(panel => panel.lines.every(line => line.band && Array.from(line.values).some(isFinite)));
    if (panels.length === 0) return [controls(choice.control), note(view.word('no_data'))];
    const numeral = numeral_of(indicator, panels.flatMap(panel => Array.from(panel.lines[0].values)));
    return [controls(choice.control), figure(view, line_chart(view, { title: view.word('fans_title', view.cell_label(indicator, cell)), unit: view.unit(indicator),
      note: view.word('fans_note', percent(quantiles[0]), percent(quantiles[quantiles.length - 1])),
      panels, factor: numeral.factor, decimals: numeral.decimals, panel_word: view.word('option'), common_scale: true }))];
  });
}

function percent(share: number): number { return Number((share * 100).toFixed(3)); }

function chances(view: View): HTMLElement | null {
  const { report, results } = view;
  const scenarios = results.scenario_numbers();
  const rows = new Map<string, { kind: 'target' | 'constraint' | 'check'; label: string; chances: (NonNullable<typeof report.scenarios[number]['judgements'][number]['chance']> | undefined)[] }>();
  for (const s of scenarios)
    for (const judgement of report.scenarios[s].judgements) {
      if (!judgement.chance) continue;
      const key = `${judgement.kind} ${judgement.id}`;
      const row = rows.get(key) || { kind: judgement.kind, label: view.say(judgement.label, judgement.id), chances: scenarios.map(() => undefined) };
      row.chances[s] = judgement.chance;
      rows.set(key, row);
    }
  if (rows.size === 0) return null;
  const all = [...rows.values()];
  const text = (chance: typeof all[number]['chances'][number]) => chance && chance.value !== null
    ? `${number_text(chance.value * 100, 0, view.language)}% ± ${number_text(known(chance.standard_error) * 100, 1, view.language)}` : '–';
  const table: Table = { caption: view.word('chances_table'), row_heads: 1, columns: [{ label: view.word('judgement') }, ...scenarios.map(s => ({ label: view.scenario_title(s), unit: '%' }))],
    rows: all.map(row => [`${view.word(row.kind)}: ${row.label}`, ...row.chances.map((chance): Cell => ({ value: chance ? known(chance.value) * 100 : NaN, decimals: 1 }))]) };
  const shown = scroll_box(view, table.caption, element('table', { class: 'data heat' },
    element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, view.word('judgement')), scenarios.map(s => element('th', { scope: 'col', class: 'number' }, option_name(view, s))))),
    element('tbody', {}, all.map(row => element('tr', {}, element('th', { scope: 'row' }, element('span', { class: 'kind' }, view.word(row.kind)), user_text(row.label)),
      row.chances.map(chance => shaded(chance ? known(chance.value) : NaN, text(chance))))))));
  return table_block(view, table, shown, note(view.word('chances_note')));
}

function shaded(share: number, text: string): HTMLElement {
  if (!isFinite(share)) return element('td', { class: 'number missing' }, text);
  const colour = depth_colour(0.85 * share);
  return element('td', { class: 'number', 'data-value': String(share), style: `background:${colour};color:${ink_on(colour)}` }, text);
}

function robustness(view: View, all: Robustness[]): HTMLElement {
  const { results, report } = view;
  return changing(redraw => {
    const choice = choose(view, 'robust-indicator', view.word('indicator'), all.map((row, i) => ({ value: String(i), label: view.cell_label(report.indicators[row.indicator], row.cell) })), redraw);
    const row = all[Number(choice.value)], indicator = report.indicators[row.indicator];
    const scenarios = results.scenario_numbers();
    const numeral = numeral_of(indicator, row.worst.map(known), [...row.regret_90, ...row.regret_max].map(known));
    const measures = [
      { word: 'regret_90', values: row.regret_90, higher: false, unit: view.change_unit(indicator), factor: Math.abs(numeral.factor), decimals: numeral.change_decimals },
      { word: 'regret_max', values: row.regret_max, higher: false, unit: view.change_unit(indicator), factor: Math.abs(numeral.factor), decimals: numeral.change_decimals },
      { word: 'satisficing', values: row.satisficing, higher: true, unit: '%', factor: 100, decimals: 0 },
      { word: 'worst_future', values: row.worst, higher: indicator.better === 'higher', unit: view.unit(indicator), factor: numeral.factor, decimals: numeral.decimals },
    ] as const;
    // Nothing is wanted of most indicators: then nothing can suffice.
    const told = measures.filter(measure => measure.values.some(value => value !== null));
    const best = told.map(measure => {
      const values = measure.values.map(known).filter(isFinite);
      const [low, high] = [Math.min(...values), Math.max(...values)];
      return high > low ? measure.higher ? high : low : NaN;
    });
    const table: Table = { caption: view.word('robust_table', view.cell_label(indicator, row.cell), view.moment(results.times[results.last])), row_heads: 1,
      columns: [{ label: view.word('option') }, ...told.map(measure => ({ label: view.word(measure.word), unit: measure.unit }))],
      rows: scenarios.map(s => [view.scenario_title(s), ...told.map((measure): Cell => ({ value: known(measure.values[s]) * measure.factor, decimals: measure.decimals }))]) };
    const shown = scroll_box(view, table.caption, element('table', { class: 'data headline' },
      element('thead', {}, element('tr', {}, table.columns.map((column, c) => element('th', { scope: 'col', class: c > 0 ? 'number' : null }, column.label, column.unit ? element('span', { class: 'unit' }, column.unit) : null)))),
      element('tbody', {}, scenarios.map(s => element('tr', {}, element('th', { scope: 'row' }, option_name(view, s)),
        told.map((measure, m) => {
          const value = known(measure.values[s]), is_best = value === best[m];
          return element('td', { class: 'number' + (is_best ? ' best' : ''), 'data-value': String(value * measure.factor) }, element('div', { class: 'value' },
            is_best ? element('span', { class: 'tag best' }, view.word('best')) : null, number_text(value * measure.factor, measure.decimals, view.language)));
        }))))));
    return [table_block(view, table, shown, controls(choice.control), note(view.word('robust_note')))];
  });
}

// What moves the results of one option: one result as a tornado, all of them as a heat map.
function moved(view: View, all: Sensitivity[]): HTMLElement {
  return changing(redraw => {
    const option = choose(view, 'moved-option', view.word('option'), all.map((one, i) => ({ value: String(i), label: view.scenario_title(one.scenario) })), redraw);
    const one = all[Number(option.value)];
    const name = (result: Moved) => `${view.say(result.label, result.name)}${view.language === 'zh' ? '，' : ', '}${view.moment(result.time)}`;
    const choice = choose(view, 'moved-figure', view.word('figure_of'), one.figures.map((result, i) => ({ value: String(i), label: name(result) })), redraw);
    const result = one.figures[Number(choice.value)];
    return [controls(option.control, choice.control), result ? tornado_of(view, one, result) : null, one.figures.length > 1 ? heat(view, one) : null];
  });
}

function tornado_of(view: View, one: Sensitivity, result: Moved): HTMLElement {
  const keys = result.keys.filter(key => known(key.size) > 0);
  const key_name = (key: Moved['keys'][number]) => view.say(one.keys[key.key].label, one.keys[key.key].name);
  if (keys.length === 0) return note(view.word('no_data'));
  const numeral = numeral_of(result, keys.flatMap(key => [known(key.at_low), known(key.at_high)]), one.method === 'morris' ? keys.map(key => known(key.size)) : []);
  const shares = one.method === 'sobol';
  const size = (value: number | null): Cell => ({ value: known(value) * (shares ? 100 : Math.abs(numeral.factor)), decimals: shares ? 0 : numeral.change_decimals });
  const size_unit = shares ? '%' : view.change_unit(result);
  const value = (of: number | null): Cell => ({ value: known(of) * numeral.factor, decimals: numeral.decimals });
  const cell_text = (cell: Cell) => typeof cell === 'string' ? cell : number_text(cell.value, cell.decimals, view.language);
  const label = view.say(result.label, result.name);
  const table: Table = { caption: label, row_heads: 1, columns: [{ label: view.word('unknown_number') },
    { label: view.word(shares ? 'share_total' : 'effect_mean'), unit: size_unit }, { label: view.word('interval'), unit: size_unit }, { label: view.word(shares ? 'share_alone' : 'effect_spread'), unit: size_unit },
    { label: view.word('lowest_fifth'), unit: view.unit(result) }, { label: view.word('highest_fifth'), unit: view.unit(result) }],
    rows: keys.map(key => [key_name(key), size(key.size), `${cell_text(size(key.size_low))} – ${cell_text(size(key.size_high))}`, size(key.other), value(key.at_low), value(key.at_high)]) };
  return figure(view, tornado(view, {
    title: view.word('moved_title', label, view.scenario_title(one.scenario), view.moment(result.time)), unit: view.unit(result),
    note: view.word(shares ? 'moved_note_sobol' : 'moved_note_morris', one.members), table, decimals: numeral.decimals, mean: known(result.mean) * numeral.factor,
    low_name: view.word('lowest_fifth'), high_name: view.word('highest_fifth'),
    rows: keys.map(key => ({ name: key_name(key), low: known(key.at_low) * numeral.factor, high: known(key.at_high) * numeral.factor, size: cell_text(size(key.size)) + (shares ? '%' : '') })),
    summary: keys.map(key => `${key_name(key)} ${cell_text(size(key.size))} ${size_unit}`).join('; '),
  }));
}

function heat(view: View, one: Sensitivity): HTMLElement {
  const shares = one.method === 'sobol';
  const largest = one.figures.map(result => Math.max(...result.keys.map(key => known(key.size)).filter(isFinite), 0));
  const share = (f: number, key: number) => {
    const found = one.figures[f].keys.find(each => each.key === key);
    return found ? shares ? known(found.size) : largest[f] > 0 ? known(found.size) / largest[f] : NaN : NaN;
  };
  const most = (key: number) => Math.max(...one.figures.map((_, f) => share(f, key)).filter(isFinite), 0);
  const keys = [...one.keys.keys()].filter(key => most(key) > 0).sort((a, b) => most(b) - most(a)).slice(0, 15);
  const key_name = (key: number) => view.say(one.keys[key].label, one.keys[key].name);
  const cell = (f: number, key: number) => number_text(share(f, key) * 100, 0, view.language);
  const table: Table = { caption: view.word('heat_title', view.scenario_title(one.scenario)), row_heads: 1,
    columns: [{ label: view.word('unknown_number') }, ...one.figures.map(result => ({ label: view.say(result.label, result.name), unit: view.moment(result.time) }))],
    rows: keys.map(key => [key_name(key), ...one.figures.map((_, f): Cell => ({ value: share(f, key) * 100, decimals: 0 }))]) };
  const shown = scroll_box(view, table.caption, element('table', { class: 'data heat' },
    element('thead', {}, element('tr', {}, table.columns.map((column, c) => element('th', { scope: 'col', class: c > 0 ? 'number' : null }, user_text(column.label),
      column.unit ? element('span', { class: 'unit' }, column.unit) : null)))),
    element('tbody', {}, keys.map(key => element('tr', {}, element('th', { scope: 'row' }, user_text(key_name(key))), one.figures.map((_, f) => shaded(share(f, key), cell(f, key))))))));
  return table_block(view, table, shown, note(view.word(shares ? 'heat_note_sobol' : 'heat_note_morris')));
}

type Limit = Discovery['boxes'][number]['limits'][number];

function limit_number(view: View, value: number): string {
  const text = number_text(value, decimals_for(Math.abs(value)), view.language);
  return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;
}

function range_text(view: View, limit: Limit): string {
  const unit = view.say(limit.unit);
  const value = (of: number) => limit_number(view, of) + (unit ? ` ${unit}` : '');
  return limit.above !== null && limit.below !== null ? view.word('between_limits', limit_number(view, limit.above), value(limit.below))
    : limit.above !== null ? view.word('above', value(limit.above)) : limit.below !== null ? view.word('below', value(limit.below)) : '';
}

function limit_text(view: View, limit: Limit): string {
  const label = view.say(limit.label, limit.name), unit = view.say(limit.unit);
  const value = (of: number) => limit_number(view, of) + (unit ? ` ${unit}` : '');
  return limit.above !== null && limit.below !== null ? view.word('key_between', label, limit_number(view, limit.above), value(limit.below))
    : limit.above !== null ? view.word('key_above', label, value(limit.above)) : limit.below !== null ? view.word('key_below', label, value(limit.below)) : label;
}

// What to watch, of one option at a time: a list of all would be read by nobody.
function signposts(view: View, all: Discovery[]): HTMLElement {
  const options = [...new Set(all.map(one => one.scenario))];
  return changing(redraw => {
    const choice = choose(view, 'signpost-option', view.word('option'), options.map(s => ({ value: String(s), label: view.scenario_title(s) })), redraw);
    return [signposts_of(view, all.filter(one => one.scenario === Number(choice.value)), choice.control)];
  });
}

function signposts_of(view: View, all: Discovery[], control: HTMLElement | null): HTMLElement {
  const share = (part: number) => number_text(part * 100, 0, view.language);
  const told = all.map(one => {
    const title = view.scenario_title(one.scenario), wanted = view.say(one.label, one.id);
    if (one.missed === 0) return element('li', {}, user_text(view.word('missed_nowhere', title, one.members, wanted)));
    const boxes = one.boxes.map(found => view.word('missed_box', found.limits.map(limit => limit_text(view, limit)).join(view.word('and_also')),
      found.missed, found.members, share(known(found.density)), share(known(found.coverage))));
    return element('li', {}, user_text(spaced(view, [view.word('missed_in', title, one.missed, one.members, share(one.missed / one.members), wanted),
      ...(boxes.length > 0 ? boxes : [view.word('missed_anywhere')])])));
  });
  const rows = all.flatMap(one => one.boxes.flatMap(found => found.limits.map(limit => ({ one, limit }))));
  const table: Table = { caption: view.word('signposts'), row_heads: 1,
    columns: [{ label: view.word('signpost') }, { label: view.word('signpost_range') }, { label: view.word('signpost_why') }, { label: view.word('source') }],
    rows: rows.map(({ one, limit }) => [view.say(limit.label, limit.name), range_text(view, limit), view.word('misses', view.scenario_title(one.scenario), view.say(one.label, one.id)), view.say(limit.source)]) };
  return rows.length > 0 ? table_block(view, table, undefined, controls(control), note(view.word('signposts_note')), element('ul', { class: 'told' }, told))
    : block(view.word('signposts'), controls(control), element('ul', { class: 'told' }, told));
}
