// Gives everything in a report a name that tries to be more than text.
const names = ['<script>alert(1)</script>', '</script><img src=x onerror=alert(1)>', '__proto__', 'constructor', '\u202Eright to left \u202Btext\u2067 שלום',
  'Averyverylongtitlewithoutanyspace'.repeat(5), '一个非常非常长的标题'.repeat(9), '<b>&amp;"\'`{{script}}$&'];

export function hostile(report) {
  let next = 0;
  const name = () => names[next++ % names.length];
  const text = () => { const one = name(); return { zh: one, en: one }; };
  report.scenarios.forEach((scenario, s) => {
    scenario.id = s === 0 ? '__proto__' : s === 1 ? 'constructor' : 'toString';
    scenario.title = text();
    scenario.notes = text();
    scenario.failures = [text()];
    for (const programme of scenario.programmes) Object.assign(programme, { title: text(), source: text(), funding: programme.funding.map(one => ({ ...one, source: '__proto__', label: text() })) });
    for (const judgement of scenario.judgements) Object.assign(judgement, { label: text(), condition: name(), place: text() });
    for (const reform of scenario.reforms) Object.assign(reform, { title: text(), label: text(), source: text() });
  });
  for (const dimension of report.dimensions) for (const element of dimension.elements) element.label = text();
  report.dimensions[report.places].elements[0].name = '__proto__';
  for (const indicator of report.indicators) Object.assign(indicator, { label: text(), part: text() });
  for (const factor of report.flows) { factor.label = text(); for (const link of factor.links) Object.assign(link, { from: text(), to: text() }); }
  for (const attribution of report.attributions) for (const item of attribution.items) item.title = text();
  for (const assumption of report.assumptions) Object.assign(assumption, { label: text(), source: text(), value: name() });
  const { ensemble, sensitivities, discoveries } = report.futures;
  for (const failure of ensemble.failures) failure.text = text();
  ensemble.notes = [text()];
  for (const one of [...sensitivities.flatMap(sensitivity => sensitivity.figures), ...sensitivities.flatMap(sensitivity => sensitivity.keys)]) one.label = text();
  sensitivities[0].keys[0].name = '__proto__';
  for (const one of discoveries) { one.label = text(); for (const limit of one.boxes.flatMap(box => box.limits)) Object.assign(limit, { label: text(), unit: text(), source: text() }); }
  report.model.title = text();
  report.model.notes = text();
  return report;
}
