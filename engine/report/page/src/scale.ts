// Round limits and steps of an axis.

export interface Scale { min: number; max: number; interval: number; decimals: number }

export function round_scale(values: Iterable<number>, ticks: number, with_zero = false): Scale {
  let low = Infinity, high = -Infinity;
  for (const value of values) if (isFinite(value)) { low = Math.min(low, value); high = Math.max(high, value); }
  if (low > high) { low = 0; high = 1; }
  if (with_zero || (low > 0 && low < 0.25 * high)) low = Math.min(low, 0);
  if (with_zero) high = Math.max(high, 0);
  if (high - low < 1e-12 * Math.max(Math.abs(high), Math.abs(low), 1e-300)) {
    const room = Math.abs(high) * 0.05 || 1;
    low -= room; high += room;
  }
  const interval = round_step((high - low) / ticks);
  const min = Math.floor(low / interval + 1e-9) * interval;
  const max = Math.ceil(high / interval - 1e-9) * interval;
  return { min, max, interval, decimals: Math.min(8, Math.max(0, -Math.floor(Math.log10(interval) + 1e-9))) };
}

function round_step(step: number): number {
  const power = Math.pow(10, Math.floor(Math.log10(step)));
  const figure = step / power;
  return (figure <= 1.3 ? 1 : figure <= 2.6 ? 2 : figure <= 6.5 ? 5 : 10) * power;
}

// Years to label, counted back from the last one, in at most `most` steps. A short span is divided evenly, so that its
// first year is labelled too; a long one in fives and tens.
export function labelled_years(first: number, last: number, most: number): number[] {
  const span = last - first;
  const even = span <= 15 ? [1, 2, 3, 4, 5, 6, 7].filter(step => Math.abs(span % step) < 1e-9) : [];
  const step = [...even, 1, 2, 5, 10, 20, 25, 50, 100].find(one => span / one <= most + 1e-9) ?? (span || 1);
  const years: number[] = [];
  for (let year = last; year >= first - 1e-9; year -= step) years.unshift(year);
  return years;
}
