// Writes numbers as statistics do: fixed decimals per table, a true minus sign, thousands only in English.
import type { Language } from './view';
import type { Indicator } from './report_data';

export interface Numeral {
  factor: number;    // from the value to what is shown
  decimals: number;
  change_decimals: number;
  points: boolean;   // differences are percentage points
}

// What decides how numbers are shown.
export type Shown = Pick<Indicator, 'format' | 'percent' | 'unit'>;

// Chooses decimals so that the largest value has about four figures and the differences still can be told apart.
export function numeral_of(indicator: Shown, values: Iterable<number>, changes: Iterable<number> = []): Numeral {
  const percent = indicator.format === 'percent';
  const factor = indicator.format === 'number' ? 1 : indicator.percent || 1;
  const largest = largest_of(values) * factor;
  // What differs less than rounding errors does not ask for decimals.
  const change = largest_of(changes) * factor;
  const largest_change = change > Math.max(largest, 1) * 1e-9 ? change : 0;
  const plain = percent || indicator.format === 'percentage_points' ? 1 : decimals_for(largest);
  const needed = largest_change > 0 ? Math.ceil(-Math.log10(largest_change)) + 1 : 0;
  const cap = percent ? 2 : 4;
  const decimals = Math.min(Math.max(plain, Math.min(needed, cap)), 6);
  const change_decimals = Math.min(Math.max(decimals, Math.min(decimals_for(largest_change), cap)), 6);
  return { factor, decimals, change_decimals, points: percent };
}

export function numeral_for(values: Iterable<number>, factor = 1): Numeral {
  const decimals = decimals_for(largest_of(values) * factor);
  return { factor, decimals, change_decimals: decimals, points: false };
}

export function decimals_for(largest: number): number {
  if (!(largest > 0)) return 2;
  if (largest >= 10000) return 0;
  if (largest >= 1000) return 1;
  if (largest >= 1) return 2;
  return Math.min(6, 2 - Math.floor(Math.log10(largest)));
}

export function number_text(value: number, decimals: number, language: Language): string {
  if (!isFinite(value)) return '–';
  let text = Math.abs(value).toFixed(decimals);
  const negative = value < 0 && Number(text) !== 0;
  if (language === 'en') {
    const [digits, fraction] = text.split('.');
    text = digits.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction === undefined ? '' : '.' + fraction);
  }
  return (negative ? '−' : '') + text;
}

export function signed_text(value: number, decimals: number, language: Language): string {
  const text = number_text(value, decimals, language);
  return value > 0 && /[1-9]/.test(text) ? '+' + text : text;
}

export function largest_of(values: Iterable<number>): number {
  let largest = 0;
  for (const value of values) if (isFinite(value)) largest = Math.max(largest, Math.abs(value));
  return largest;
}

// A year stands without decimals; other times keep what they need.
export function time_text(time: number): string { return String(Number(time.toFixed(4))); }
