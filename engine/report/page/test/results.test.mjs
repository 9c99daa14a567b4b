// Every number that a report holds is the number that `ronghe compare` writes: RONGHE_REPORT is a report, RONGHE_RESULTS
// the compare.csv of the same scenarios.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const { RONGHE_REPORT: report, RONGHE_RESULTS: results } = process.env;

// The fields of a line of CSV; a quoted field may hold commas.
function fields(line) {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain);
}

function numbers(packed) {
  const bytes = Buffer.from(packed, 'base64');
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

test('the report holds the numbers of compare.csv', { skip: !report || !results }, () => {
  const data = JSON.parse(readFileSync(report, 'utf8').match(/id="report-data">(.*?)<\/script>/s)[1]);
  const [head, ...lines] = readFileSync(results, 'utf8').trimEnd().split('\n').map(fields);
  const column = new Map(head.map((name, index) => [name, index]));
  const indicators = new Map(data.indicators.map(indicator => [indicator.name, { ...indicator, values: numbers(indicator.values) }]));
  const scenarios = data.scenarios.map(scenario => scenario.id);
  const times = data.time.values;
  let compared = 0;
  for (const line of lines) {
    const indicator = indicators.get(line[column.get('variable')]);
    if (!indicator) continue;  // a sum over time
    let cell = 0;
    for (const d of indicator.dimensions) {
      const elements = data.dimensions[d].elements.map(element => element.name);
      cell = cell * elements.length + elements.indexOf(line[column.get(data.dimensions[d].name)]);
    }
    const cells = indicator.dimensions.reduce((count, d) => count * data.dimensions[d].elements.length, 1);
    const at = (scenarios.indexOf(line[column.get('scenario')]) * cells + cell) * times.length + times.indexOf(Number(line[column.get('time')]));
    assert.equal(indicator.values[at], Number(line[column.get('value')]), line.join());
    ++compared;
  }
  assert.ok(compared > 1000, `only ${compared} numbers were compared`);
});
