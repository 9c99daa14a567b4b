// The data island of a report, as engine/report/report_data.cpp and futures_data.cpp write it. Numbers of results are
// never rounded here: arrays of values are base64 of little-endian float64, NaN for a missing value. Only ranges over
// many futures (`bands`, `paired`) are float32: they are drawn, and have to stay small.
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
  futures?: Futures | null;                                // what was found over many futures
  hashes: { name: string; sha256: string }[];              // of every file read
}

export interface Scenario {
  id: string; title: Text; notes: Text; file: string;
  programmes: Programme[];
  reforms: { id: string; title: Text; label: Text; unit: Text; source: Text; dates: [number, number][]; shock: boolean }[];
  judgements: Judgement[];
  failures: Text[]; broken_checks: Text[];
}

export interface Programme {
  id: string; title: Text; source: Text; unit: Text;       // unit of the sums, with price basis
  asked: number; paid: number;
  by_place: { place: string; asked: number; paid: number }[];
  by_year: { year: number; asked: number; paid: number }[];
  funding: { source: string; label: Text; share: number }[]; // shares of 1; empty: nothing said
}

export interface Judgement {
  kind: 'target' | 'constraint' | 'check'; id: string; label: Text; condition: string;
  asked: number; broken: number; unknown: number; margin: number | null; unit: Text; time: number; place: Text;  // of the worst
  chance?: { value: number | null; standard_error: number | null; members: number };  // of holding, over the futures
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
  history: { source: Text; values: [number, number, number][] }[];  // [cell, year, value]
  bands?: { quantiles: number[]; values: string; whole: string };     // float32 [scenario][cell][quantile][time]; values have the first and the last quantile only; '': none
  paired?: { quantiles: number[]; whole: string; better: (number | null)[][] }; // differences to the baseline; better [cell of the whole][scenario], last time
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
  source: Text; assumed: boolean; range: [number, number] | null;
  set_by: string;                                          // id of the scenario that sets it; '' the model itself
}

// What was found over many futures. Scenarios are indices into Report.scenarios.
export interface Futures {
  ensemble: {
    members: number; design: string; seed: string; keys: number;
    failed: number[];                                      // of each scenario
    failures: { scenario: number; text: Text }[];          // the first of each scenario
    notes: Text[];                                         // what readers must know
    robustness: Robustness[];
  } | null;
  sensitivities: Sensitivity[];
  discoveries: Discovery[];
}

export interface Robustness {                              // over the futures, at the last time, of each scenario
  indicator: number; cell: number;                         // cell of the whole
  regret_90: (number | null)[]; regret_max: (number | null)[]; satisficing: (number | null)[]; worst: (number | null)[];
}

export interface Sensitivity {
  scenario: number; method: 'sobol' | 'morris'; members: number; failed: number;
  keys: { name: string; label: Text }[];                   // those that some figure names
  figures: Moved[];
}

export interface Moved {                                   // one number of the scenario, and what moves it
  name: string; label: Text; unit: Text; percent: number | null; format: Indicator['format']; better: Indicator['better'];
  time: number; mean: number | null; deviation: number | null;
  keys: {                                                  // the largest first
    key: number;                                           // index into Sensitivity.keys
    size: number | null; size_low: number | null; size_high: number | null;  // sobol: total share of the variance; morris: μ*
    other: number | null;                                  // sobol: share alone; morris: σ
    at_low: number | null; at_high: number | null;         // mean where the key is in its lowest and highest fifth
  }[];
}

export interface Discovery {                               // futures in which a target is missed
  scenario: number; kind: Judgement['kind']; id: string; label: Text; members: number; missed: number;
  boxes: {
    limits: { name: string; label: Text; unit: Text; source: Text; above: number | null; below: number | null }[];
    members: number; missed: number; coverage: number | null; density: number | null;
  }[];
}
