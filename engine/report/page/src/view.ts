// What every section is given: the results, the language, what the reader has chosen, and the charts on the page.
import { isolate } from './direction';
import { time_text, type Shown } from './numerals';
import type { Indicator, Text } from './report_data';
import { Results, whole_place } from './results';
import { words, type Word } from './words';

export type Language = 'zh' | 'en';

export class View {
  constructor(
    readonly results: Results,
    readonly language: Language,
    readonly chosen: Map<string, string>,  // by name of the control; kept when the language changes
  ) {}

  get report() { return this.results.report; }

  // A phrase of ours, with {0}, {1} … filled in.
  word(word: Word, ...parts: (string | number)[]): string {
    const phrase = words[word][this.language === 'zh' ? 0 : 1];
    return parts.length === 0 ? phrase : phrase.replace(/\{(\d)\}/g, (_, i) => String(parts[Number(i)]));
  }

  // A text of the user in this language, or in the other, or else the name.
  say(text: Text | undefined | null, name = ''): string {
    if (!text) return isolate(name);
    return isolate(this.language === 'zh' ? text.zh || text.en || name : text.en || text.zh || name);
  }

  scenario_title(scenario: number): string {
    const { title, id } = this.report.scenarios[scenario];
    return this.say(title, id);
  }

  // The whole is a sum of some indicators and a mean of others.
  place_name(place: number, indicator?: Indicator): string {
    if (place === whole_place)
      return this.word(!indicator || indicator.joined === 'none' ? 'whole' : indicator.joined === 'total' ? 'whole_total' : 'whole_mean');
    const { label, name } = this.report.dimensions[this.report.places].elements[place];
    return this.say(label, name);
  }

  // A time as sentences say it: `2035年`, `2035`, `30 min`.
  moment(time: number): string {
    const unit = this.report.time.unit;
    const years = unit.en === 'year';
    if (this.language === 'zh') return time_text(time) + (years ? '年' : ` ${unit.zh}`);
    return years ? time_text(time) : `${time_text(time)} ${unit.en}`;
  }

  label(indicator: Indicator): string { return this.say(indicator.label, indicator.name); }

  // What numbers of this indicator are shown in.
  unit(indicator: Shown): string {
    if (indicator.format === 'percent') return '%';
    if (indicator.format === 'percentage_points') return this.word('points');
    return this.say(indicator.unit);
  }

  change_unit(indicator: Shown): string {
    return indicator.format === 'percent' ? this.word('points') : this.unit(indicator);
  }

  // The elements of a cell of the whole, such as `education`; '' when there is only one cell.
  cell_name(indicator: Indicator, cell: number): string {
    const elements = this.results.other_elements(indicator, cell);
    return this.results.other_dimensions(indicator).map((dimension, i) => {
      const { label, name } = this.report.dimensions[dimension].elements[elements[i]];
      return this.say(label, name);
    }).join(' · ');
  }

  cell_label(indicator: Indicator, cell: number): string {
    const name = this.cell_name(indicator, cell);
    return name ? `${this.label(indicator)} · ${name}` : this.label(indicator);
  }

  in_brackets(text: string, unit: string): string {
    if (!unit) return text;
    return this.language === 'zh' ? `${text}（${unit}）` : `${text} (${unit})`;
  }

  list(items: string[]): string { return items.join(this.language === 'zh' ? '、' : ', '); }
}
