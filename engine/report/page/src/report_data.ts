// The data island of a report, as engine/report/report_data.cpp writes it. Numbers of results are never rounded here:
// arrays of values are base64 of little-endian float64, NaN for a missing value.
export interface Text { zh: string; en: string }          // either may be empty: then the other, then the name

export interface Report {
  format: 1;
  program: { version: string; build: string };
  title?: Text;                                            // of the report; else one that fits any
  question?: Text;                                         // what the planner asked; else one made from the options
  model: { name: string; title: Text; notes: Text };
  prices: number | null;                                   // base year of all money
  time: { unit: Text; values: number[] };                  // saved times, the same for all scenarios
  dimensions: { name: string; label: Text; elements: { name: string; label: Text }[] }[];
  places: number;                                          // index into dimensions: the counties; -1: none
  groups: { name: string; label?: Text; of: string[] }[];  // groups of places: `type` -> the group of each place
  map: GeoJSON.FeatureCollection | null;                   // features with properties.place = element name
  baseline: number;                                        // index into scenarios
  scenarios: Scenario[];
  indicators: Indicator[];                                 // headline ones first
  flows: Factor[];                                         // for the Sankey; empty when the model names none
  attributions: Attribution[];                             // of each option against the baseline
  indices: Indices | null;
  assumptions: Assumption[];
  hashes: { name: string; sha256: string }[];              // of every file read
}

export interface Scenario {
  id: string; title: Text; notes: Text; file: string;
  programmes: Programme[];
  reforms: { id: string; title: Text; label: Text; unit: Text; source: string; dates: [number, number][]; shock: boolean }[];
  judgements: Judgement[];
  failures: Text[]; broken_checks: Text[];
}

export interface Programme {
  id: string; title: Text; source: string; unit: Text;     // unit of the sums, with price basis
  asked: number; paid: number;
  by_place: { place: string; asked: number; paid: number }[];
  by_year: { year: number; asked: number; paid: number }[];
  funding: { source: string; label: Text; share: number }[]; // shares of 1; empty: nothing said
}

export interface Judgement {
  kind: 'target' | 'constraint' | 'check'; id: string; label: Text; condition: string;
  asked: number; broken: number; margin: number | null; unit: Text; time: number; place: Text;  // of the worst
  chance?: { value: number; standard_error: number };      // part 5: of holding
}

export interface Indicator {
  name: string; label: Text; unit: Text;                   // unit with price basis; '' for a pure number
  percent: number | null;                                  // factor to %, for dimensionless ones
  format: 'number' | 'percent' | 'percentage_points';
  better: 'higher' | 'lower' | 'neither';
  headline: boolean;
  part: Text;                                              // part of the model it belongs to
  joined: 'none' | 'total' | 'mean';                       // how places make the whole
  dimensions: number[];                                    // indices into Report.dimensions
  values: string;                                          // [scenario][cell][time], cells row by row over dimensions
  whole: string;                                           // [scenario][cell of the other dimensions][time]
  ranks: number[][];                                       // [cell of the whole][scenario] at the last time; 0: not ranked
  history: { source: string; values: [number, number, number][] }[];  // [cell, year, value]
  bands?: { quantiles: number[]; values: string; whole: string };     // part 5: [scenario][cell][quantile][time]
  paired?: { quantiles: number[]; whole: string; better: number[][] }; // part 5: differences to the baseline
}

export interface Factor {                                  // one factor that moves: labour, capital, land …
  label: Text; unit: Text;
  links: { indicator: number; from: Text; to: Text }[];    // negative values run the other way
}

export interface Attribution {
  from: number; to: number;                                // scenarios
  items: { id: string; title: Text; kind: 'added' | 'removed' | 'changed' | 'parameter' }[];
  method: 'exact' | 'pairs' | 'orders';                    // how the parts were found
  orders: number;                                          // drawn
  figures: { indicator: number; cell: number; from: number; to: number; parts: number[]; standard_errors: number[] }[]; // cell of the whole, last time
}

export interface Indices {
  dispersion: {                                            // over places, of indicators whose only dimension are places
    indicator: number;
    theil: string; gini: string; variation: string; spread: string;   // [scenario][time]; spread = max / min
    decomposition: { group: string; within: string; between: string; overlap: string } | null;  // Dagum; [scenario][time]
  }[];
  topsis: {
    indicators: number[]; weights: number[];               // entropy weights, pooled over places, times and scenarios
    scores: string;                                        // [scenario][place][time]
  } | null;
  coupling: { indicator: number; classes: { from: number; label: Text }[] } | null; // the model's coupling coordination degree
}

export interface Assumption {
  name: string; label: Text; unit: Text; part: Text;
  value: string;                                           // as written, or `by county` …
  source: string; assumed: boolean; range: [number, number] | null;
  set_by: string;                                          // id of the scenario that sets it; '' the model itself
}
