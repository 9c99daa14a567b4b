// Reads numbers out of a report: unpacks its arrays and finds the cell of a place.
import type { Indicator, Report } from './report_data';

// Stands for all places together where a place is asked for.
export const whole_place = -1;

export class Results {
  private readonly unpacked = new Map<string, Float64Array>();
  private readonly ranges = new Map<string, Float32Array>();
  private readonly noises = new Map<Indicator, number>();

  constructor(readonly report: Report) {}

  get times(): number[] { return this.report.time.values; }
  get last(): number { return this.times.length - 1; }

  // The numbers of a packed array: base64 of little-endian float64.
  numbers(packed: string): Float64Array {
    const known = this.unpacked.get(packed);
    if (known) return known;
    const bytes = atob(packed);
    const view = new DataView(new ArrayBuffer(bytes.length));
    for (let i = 0; i < bytes.length; ++i) view.setUint8(i, bytes.charCodeAt(i));
    const numbers = new Float64Array(bytes.length >> 3);
    for (let i = 0; i < numbers.length; ++i) numbers[i] = view.getFloat64(i * 8, true);
    this.unpacked.set(packed, numbers);
    return numbers;
  }

  // The numbers of a range: base64 of little-endian float32.
  private range_numbers(packed: string): Float32Array {
    const known = this.ranges.get(packed);
    if (known) return known;
    const bytes = Uint8Array.from(atob(packed), character => character.charCodeAt(0));
    const view = new DataView(bytes.buffer);
    const numbers = new Float32Array(bytes.length >> 2);
    for (let i = 0; i < numbers.length; ++i) numbers[i] = view.getFloat32(i * 4, true);
    this.ranges.set(packed, numbers);
    return numbers;
  }

  place_count(): number {
    return this.report.places < 0 ? 0 : this.report.dimensions[this.report.places].elements.length;
  }

  has_places(indicator: Indicator): boolean {
    return this.report.places >= 0 && indicator.dimensions.includes(this.report.places);
  }

  // Dimensions of an indicator without the places, in its own order.
  other_dimensions(indicator: Indicator): number[] {
    return indicator.dimensions.filter(dimension => dimension !== this.report.places);
  }

  other_cells(indicator: Indicator): number {
    return this.other_dimensions(indicator).reduce((count, d) => count * this.size(d), 1);
  }

  // The elements, one of each other dimension, of a cell of the whole.
  other_elements(indicator: Indicator, cell: number): number[] {
    const elements: number[] = [];
    for (const dimension of this.other_dimensions(indicator).reverse()) {
      elements.unshift(cell % this.size(dimension));
      cell = Math.floor(cell / this.size(dimension));
    }
    return elements;
  }

  // The cell of an indicator for a place and a cell of the whole.
  cell(indicator: Indicator, place: number, other: number): number {
    const elements = this.other_elements(indicator, other);
    let cell = 0;
    for (const dimension of indicator.dimensions)
      cell = cell * this.size(dimension) + (dimension === this.report.places ? place : elements.shift() as number);
    return cell;
  }

  value(indicator: Indicator, scenario: number, place: number, other: number, time: number): number {
    return this.path(indicator, scenario, place, other)[time];
  }

  // The values of all times of a place, or of the whole.
  path(indicator: Indicator, scenario: number, place: number, other: number): Float64Array {
    const times = this.times.length;
    if (place === whole_place || !this.has_places(indicator)) {
      const at = (scenario * this.other_cells(indicator) + other) * times;
      const numbers = this.numbers(indicator.whole);
      return numbers.length >= at + times ? numbers.subarray(at, at + times) : new Float64Array(times).fill(NaN);
    }
    const at = (scenario * this.cells(indicator) + this.cell(indicator, place, other)) * times;
    return this.numbers(indicator.values).subarray(at, at + times);
  }

  // The quantiles over the members, [quantile][time], of a place the outermost; nothing when the report has none.
  band(indicator: Indicator, scenario: number, place: number, other: number): Float32Array[] | null {
    const bands = indicator.bands;
    if (!bands) return null;
    const whole = place === whole_place || !this.has_places(indicator);
    const cells = whole ? this.other_cells(indicator) : this.cells(indicator);
    const cell = whole ? other : this.cell(indicator, place, other);
    const times = this.times.length;
    const numbers = this.range_numbers(whole ? bands.whole : bands.values);
    const quantiles = whole ? bands.quantiles.length : Math.min(2, bands.quantiles.length);
    const paths = [...Array(quantiles).keys()].map(quantile => {
      const at = ((scenario * cells + cell) * quantiles + quantile) * times;
      return numbers.subarray(at, at + times);
    });
    return paths.every(path => path.length === times) ? paths : null;
  }

  // Quantiles of the difference of the whole to the baseline at one time.
  paired(indicator: Indicator, scenario: number, other: number, time: number): number[] | null {
    const paired = indicator.paired;
    if (!paired) return null;
    const numbers = this.range_numbers(paired.whole);
    return paired.quantiles.map((_, quantile) =>
      numbers[((scenario * this.other_cells(indicator) + other) * paired.quantiles.length + quantile) * this.times.length + time]);
  }

  // Below this a difference is the rounding of sums, not a result: a billionth of the indicator's largest value.
  noise(indicator: Indicator): number {
    const known = this.noises.get(indicator);
    if (known !== undefined) return known;
    let largest = 0;
    for (const packed of [indicator.values, indicator.whole])
      for (const value of this.numbers(packed)) if (isFinite(value)) largest = Math.max(largest, Math.abs(value));
    this.noises.set(indicator, largest * 1e-9);
    return largest * 1e-9;
  }

  // Observed years of a place, or their sum over all places where each has one and sums make the whole.
  history(indicator: Indicator, place: number, other: number): [number, number][] {
    if (indicator.history.length === 0) return [];
    const by_year = new Map<number, { sum: number; count: number }>();
    const places = !this.has_places(indicator) ? [0]
      : place === whole_place ? (indicator.joined === 'total' ? this.all_places() : []) : [place];
    const cells = new Set(places.map(p => this.cell(indicator, p, other)));
    for (const { values } of indicator.history)
      for (const [cell, year, value] of values) {
        if (!cells.has(cell) || !isFinite(value)) continue;
        const year_sum = by_year.get(year) || { sum: 0, count: 0 };
        by_year.set(year, { sum: year_sum.sum + value, count: year_sum.count + 1 });
      }
    return [...by_year].filter(([, { count }]) => count === places.length)
      .map(([year, { sum }]): [number, number] => [year, sum]).sort((a, b) => a[0] - b[0]);
  }

  all_places(): number[] { return [...Array(this.place_count()).keys()]; }

  scenario_numbers(): number[] { return [...this.report.scenarios.keys()]; }

  // The scenarios without the baseline.
  options(): number[] { return this.scenario_numbers().filter(s => s !== this.report.baseline); }

  private size(dimension: number): number { return this.report.dimensions[dimension].elements.length; }

  private cells(indicator: Indicator): number {
    return indicator.dimensions.reduce((count, d) => count * this.size(d), 1);
  }
}
