// What the numbers rest on, what the model leaves out, and how to check that these are the same files.
import { element, user_text } from '../elements';
import { number_text } from '../numerals';
import type { Assumption } from '../report_data';
import { scroll_box, type Table } from '../table';
import type { View } from '../view';
import { block, section, table_block } from './section';

export function assumptions(view: View): HTMLElement {
  return section(view, 'assumptions', assumption_table(view), reforms(view), left_out(view), method(view), version(view));
}

function assumption_table(view: View): HTMLElement | null {
  const all = view.report.assumptions;
  if (all.length === 0) return null;
  const title_of = (id: string) => { const s = view.report.scenarios.findIndex(scenario => scenario.id === id); return id === '' ? view.word('model_itself') : s < 0 ? id : view.scenario_title(s); };
  const range = (one: Assumption) => one.range ? one.range.map(limit => String(Number(limit.toPrecision(6))).replace('-', '−')).join(' – ') : '';
  const columns = [{ label: view.word('name') }, { label: view.word('value') }, { label: view.word('range') }, { label: view.word('status') }, { label: view.word('source') }, { label: view.word('part_of_model') }, { label: view.word('set_by') }];
  const texts = (one: Assumption) => [view.say(one.label, one.name), [one.value, view.say(one.unit)].filter(Boolean).join(' '), range(one), view.word(one.assumed ? 'assumed' : 'sourced'), view.say(one.source), view.say(one.part), title_of(one.set_by)];
  const table: Table = { caption: view.word('assumption_table'), row_heads: 1, columns, rows: all.map(texts) };
  const rows = all.map(one => {
    const [label, value, limits, status, source, part, by] = texts(one);
    const row = element('tr', {}, element('th', { scope: 'row' }, user_text(label), element('code', { class: 'remark' }, user_text(one.name))),
      element('td', { class: 'assumption-value' }, user_text(value)), element('td', {}, limits),
      element('td', {}, one.assumed ? element('span', { class: 'tag assumed' }, status) : element('span', { class: 'soft' }, status)),
      element('td', { class: 'source' }, user_text(source)), element('td', {}, user_text(part)), element('td', {}, user_text(by)));
    return { row, assumed: one.assumed, text: [label, one.name, value, source, part, by].join(' ').toLowerCase() };
  });
  const count = element('span', { class: 'soft', role: 'status' });
  const search = element('input', { type: 'search', id: 'search-assumptions', placeholder: view.word('search_hint'), value: view.chosen.get('search') || '', input: () => filter() });
  const only = element('input', { type: 'checkbox', id: 'only-assumed', checked: view.chosen.get('only-assumed') === 'yes', change: () => filter() });
  const filter = () => {
    const wanted = search.value.trim().toLowerCase();
    view.chosen.set('search', search.value);
    view.chosen.set('only-assumed', only.checked ? 'yes' : '');
    let shown = 0;
    for (const { row, assumed, text } of rows) {
      row.hidden = !(text.includes(wanted) && (!only.checked || assumed));
      if (!row.hidden) ++shown;
    }
    count.textContent = view.word('rows_shown', shown, rows.length);
  };
  filter();
  const assumed = all.filter(one => one.assumed).length;
  return table_block(view, table, scroll_box(view, table.caption, element('table', { class: 'data assumptions' },
    element('thead', {}, element('tr', {}, columns.map(column => element('th', { scope: 'col' }, column.label)))), element('tbody', {}, rows.map(({ row }) => row)))),
    element('p', { class: 'note' }, view.word('assumed_count', all.length, assumed)),
    element('div', { class: 'controls' }, element('label', { class: 'choice' }, element('span', {}, view.word('search')), search),
      element('label', { class: 'check' }, only, element('span', {}, view.word('only_assumed'))), count));
}

function reforms(view: View): HTMLElement | null {
  const rows = view.report.scenarios.flatMap((scenario, s) => scenario.reforms.map(reform => ({ s, reform })));
  if (rows.length === 0) return null;
  const table: Table = { caption: view.word('reforms'), row_heads: 2,
    columns: [{ label: view.word('option') }, { label: view.word('reform') }, { label: view.word('value') }, { label: view.word('path_of_reform') }, { label: view.word('source') }],
    rows: rows.map(({ s, reform }) => [view.scenario_title(s), view.say(reform.title, reform.id) + (reform.shock ? view.language === 'zh' ? `（${view.word('shock')}）` : ` (${view.word('shock')})` : ''), view.in_brackets(view.say(reform.label), view.say(reform.unit)),
      reform.dates.map(([time, value]) => `${view.moment(time)}: ${number_text(value, decimals_of(value), view.language)}`).join(view.language === 'zh' ? '；' : '; '), view.say(reform.source)]) };
  return table_block(view, table);
}

function decimals_of(value: number): number { const text = String(Number(value.toPrecision(5))); return Math.min(6, text.includes('.') ? text.split('.')[1].length : 0); }

function left_out(view: View): HTMLElement {
  return block(view.word('not_contained'), ...(view.say(view.report.model.notes) || view.word('no_notes')).split(/\n\s*\n|\n/).filter(Boolean).map(text => element('p', {}, user_text(text))));
}

function method(view: View): HTMLElement {
  const { times } = view.results;
  return block(view.word('method'), element('p', {}, view.word('method_text', view.moment(times[0]), view.moment(times[times.length - 1]),
    view.report.prices === null ? view.word('money_as_said') : view.word('prices_of', view.report.prices))));
}

function version(view: View): HTMLElement {
  const { report } = view;
  const files: Table = { caption: view.word('files_read'), row_heads: 1, columns: [{ label: view.word('file') }, { label: view.word('checksum') }], rows: report.hashes.map(hash => [hash.name, hash.sha256]) };
  return block(view.word('version'), element('dl', { class: 'facts' },
    element('dt', {}, view.word('program')), element('dd', {}, `Ronghe 融合 ${report.program.version}`, element('span', { class: 'soft' }, ` ${report.program.build}`)),
    element('dt', {}, view.word('model')), element('dd', {}, user_text(view.say(report.model.title, report.model.name)), element('code', { class: 'soft' }, ` ${report.model.name}`))),
    report.hashes.length > 0 ? table_block(view, files) : null);
}
