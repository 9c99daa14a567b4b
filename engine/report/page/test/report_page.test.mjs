// Opens a report as a planner does, from file://, and checks what they would see.
//
// RONGHE_REPORT=path checks a report that the program made; otherwise one is put together from the sample here.
// RONGHE_SCREENSHOTS=folder keeps pictures of all sections in both languages at both widths.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { assemble } from './assemble.mjs';
import { crowded_text } from './crowded_text.mjs';
import { hostile } from './hostile.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'ronghe-report-'));
const screenshots = process.env.RONGHE_SCREENSHOTS;
const sample = () => JSON.parse(readFileSync(join(here, 'sample.json'), 'utf8'));
const report = process.env.RONGHE_REPORT ? resolve(process.env.RONGHE_REPORT) : assemble(sample(), '县域政策方案比较', join(folder, 'sample.html'));

let browser;
before(async () => {
  browser = await chromium.launch({ executablePath: process.env.RONGHE_CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'] });
});
after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

// A page with the report, and the troubles it had: what the console said and what was asked of the world.
async function open(file, language, width = 1280) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, acceptDownloads: true });
  const troubles = [];
  page.on('console', message => { if (['error', 'warning'].includes(message.type())) troubles.push(message.text()); });
  page.on('pageerror', error => troubles.push(String(error.stack || error)));
  page.on('request', request => {
    if (request.url().split(/[?#]/)[0] !== pathToFileURL(file).href && !/^(blob|data):/.test(request.url())) troubles.push(`asked for ${request.url()}`);
  });
  page.on('dialog', dialog => { troubles.push(`dialog ${dialog.message()}`); dialog.dismiss(); });
  await page.goto(`${pathToFileURL(file).href}#lang=${language}`);
  await page.waitForSelector('main section');
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
  return { page, troubles };
}

const layouts = [['zh', 1280], ['en', 1280], ['zh', 400], ['en', 400]];

for (const [language, width] of layouts) {
  describe(`In ${language} at ${width} pixels`, () => {
    test('the page opens without an error, without a request, and no wider than the window', async () => {
      const { page, troubles } = await open(report, language, width);
      assert.deepEqual(troubles, []);
      assert.equal(await page.evaluate(() => document.documentElement.lang.slice(0, 2)), language);
      const [needed, given] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
      assert.ok(needed <= given, `the page is ${needed} wide in a window of ${given}`);
      await page.close();
    });

    test('every chart has marks, and says in words what it shows', async () => {
      const { page } = await open(report, language, width);
      const charts = await page.$$eval('.chart', hosts => hosts.map(host => ({
        marks: host.querySelectorAll('svg path, svg rect, svg circle, svg polyline, svg polygon').length, says: (host.getAttribute('aria-label') || '').length })));
      assert.ok(charts.length > 0);
      for (const chart of charts) {
        assert.ok(chart.marks >= 4, `a chart has ${chart.marks} marks`);
        assert.ok(chart.says > 10);
      }
      await page.close();
    });

    test('no text lies on another and none is cut', async () => {
      const { page } = await open(report, language, width);
      assert.deepEqual(await page.evaluate(crowded_text), []);
      await page.close();
    });

    if (screenshots) test('pictures are kept', async () => {
      mkdirSync(screenshots, { recursive: true });
      const { page } = await open(report, language, width);
      await page.screenshot({ path: join(screenshots, `${language}-${width}-0-top.png`) });
      await page.addStyleTag({ content: '.bar { position: static !important }' });
      let number = 0;
      for (const section of await page.$$('main section'))
        await section.screenshot({ path: join(screenshots, `${language}-${width}-${++number}-${await section.getAttribute('id')}.png`) });
      await page.close();
    });
  });
}

test('the switch changes the whole page and is remembered by the address', async () => {
  const { page, troubles } = await open(report, 'zh');
  const headings = () => page.$$eval('h2', all => all.map(heading => heading.textContent));
  const chinese = await headings();
  await page.click('[data-language=en]');
  const english = await headings();
  assert.equal(english.length, chinese.length);
  english.forEach((heading, i) => assert.notEqual(heading, chinese[i]));
  assert.match(page.url(), /lang=en/);
  await page.reload();
  await page.waitForSelector('main section');
  assert.deepEqual(await headings(), english);
  assert.deepEqual(troubles, []);
  await page.close();
});

test('headings are in order and each control has a name', async () => {
  const { page } = await open(report, 'zh');
  const levels = await page.$$eval('h1, h2, h3', all => all.map(heading => Number(heading.tagName[1])));
  assert.equal(levels.filter(level => level === 1).length, 1);
  levels.forEach((level, i) => assert.ok(i === 0 || level <= levels[i - 1] + 1));
  const unnamed = await page.$$eval('button, select, input', all => all.filter(one => !one.textContent.trim() && !(one.labels && one.labels.length)).map(one => one.outerHTML));
  assert.deepEqual(unnamed, []);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
  await page.close();
});

test('every choice of every control can be made, and its text is not crowded', async () => {
  const { page, troubles } = await open(report, 'en', 400);
  for (const id of await page.$$eval('select', all => all.map(one => one.id))) {
    const values = await page.$$eval(`#${id} option`, all => all.map(option => option.value));
    for (const value of values.length > 14 ? [...values.slice(0, 10), ...values.slice(-4)] : values) {
      await page.focus(`#${id}`);
      await page.selectOption(`#${id}`, value);
      const empty = await page.$$eval('.chart', hosts => hosts.filter(host => host.clientWidth > 0 && host.querySelectorAll('svg path, svg rect').length < 2).length);
      assert.equal(empty, 0, `${id} = ${value} leaves an empty chart`);
      assert.equal(await page.evaluate(() => document.activeElement.id), id, 'the control keeps the focus');
      assert.deepEqual(await page.evaluate(crowded_text, `section:has(#${id})`), [], `${id} = ${value}`);
    }
  }
  assert.deepEqual(troubles, []);
  await page.close();
});

test('the table of a chart equals the data', async () => {
  const { page } = await open(report, 'zh');
  const figure = page.locator('#paths figure').last();
  await figure.locator('.toggle-table').click();
  const shown = await figure.locator('tbody tr').evaluateAll(rows => rows.map(row => ({
    heads: [...row.querySelectorAll('th')].map(cell => cell.textContent), values: [...row.querySelectorAll('td')].map(cell => Number(cell.dataset.value)) })));
  const wanted = await page.evaluate(() => {
    const report = JSON.parse(document.getElementById('report-data').textContent);
    const indicator = report.indicators.find(one => one.dimensions.includes(report.places)) && report.indicators[0];
    const bytes = Uint8Array.from(atob(indicator.values), character => character.charCodeAt(0));
    const numbers = [...new Float64Array(bytes.buffer)];
    const cells = indicator.dimensions.reduce((count, d) => count * report.dimensions[d].elements.length, 1);
    const factor = indicator.format === 'percent' ? indicator.percent || 100 : 1, times = report.time.values.length;
    const places = report.dimensions[report.places].elements;
    // The first cell of each place; the first indicator of a report has few dimensions, so strides are simple.
    const after = indicator.dimensions.slice(indicator.dimensions.indexOf(report.places) + 1).reduce((count, d) => count * report.dimensions[d].elements.length, 1);
    return places.flatMap((place, p) => report.scenarios.map((scenario, s) => ({ heads: [place.label.zh || place.name, scenario.title.zh || scenario.title.en || scenario.id],
      values: numbers.slice((s * cells + p * after) * times, (s * cells + p * after + 1) * times).map(value => value * factor) })));
  });
  assert.ok(wanted.length > 0);
  for (const row of wanted) {
    const found = shown.find(one => one.heads.join() === row.heads.join());
    assert.ok(found, `no row ${row.heads}`);
    assert.deepEqual(found.values.slice(-row.values.length), row.values);
  }
  await page.close();
});

test('copying gives tab-separated values in full precision, also where the clipboard is refused', async () => {
  const { page } = await open(report, 'zh');
  const figure = page.locator('#paths figure').last();
  await page.evaluate(() => {
    window.copied = [];
    document.addEventListener('copy', event => window.copied.push(String(document.activeElement.value)));
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('refused')) } });
  });
  await figure.locator('.copy-data').click();
  await page.waitForFunction(() => window.copied.length === 1);
  const lines = (await page.evaluate(() => window.copied[0])).trimEnd().split('\n').map(line => line.split('\t'));
  assert.ok(lines.length > 2);
  for (const line of lines) assert.equal(line.length, lines[0].length);
  await figure.locator('.toggle-table').click();
  const values = await figure.locator('tbody tr').first().locator('td').evaluateAll(cells => cells.map(cell => Number(cell.dataset.value)));
  lines[1].slice(-values.length).forEach((text, i) => assert.ok(Number.isNaN(values[i]) ? text === '' : Math.abs(Number(text) - values[i]) <= 1e-11 * Math.abs(values[i]), `${text} for ${values[i]}`));
  assert.equal(await page.$$eval('textarea', all => all.length), 0);
  await page.close();
});

test('every chart can be saved as a picture', async () => {
  const { page, troubles } = await open(report, 'zh');
  const figures = await page.locator('figure').count();
  for (let i = 0; i < figures; ++i) {
    for (const [button, begin] of [['.save-png', '\x89PNG'], ['.save-svg', '<svg']]) {
      const [download] = await Promise.all([page.waitForEvent('download'), page.locator('figure').nth(i).locator(button).click()]);
      const bytes = readFileSync(await download.path());
      assert.ok(bytes.length > 1500 && bytes.toString('latin1').startsWith(begin), `${download.suggestedFilename()} has ${bytes.length} bytes`);
      if (begin === '<svg') assert.match(bytes.toString('utf8'), /<(path|rect)/);
    }
  }
  assert.deepEqual(troubles, []);
  await page.close();
});

test('printing gives pages, with the charts laid out for the paper', async () => {
  const { page, troubles } = await open(report, 'zh');
  const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true, ...(screenshots ? { path: (mkdirSync(screenshots, { recursive: true }), join(screenshots, 'print.pdf')) } : {}) });
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g) || [];
  assert.ok(pages.length >= 4, `${pages.length} pages`);
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 694, height: 1000 });
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  const figures = await page.$$eval('figure', all => all.map(figure => ({ kept: getComputedStyle(figure).breakInside, height: figure.getBoundingClientRect().height,
    wide: figure.querySelector('svg') ? figure.querySelector('svg').getBoundingClientRect().right - document.documentElement.clientWidth : 0 })));
  for (const figure of figures) {
    assert.equal(figure.kept, 'avoid');
    assert.ok(figure.height < 1010, `a figure is ${figure.height} high and would be cut`);
    assert.ok(figure.wide <= 1);
  }
  assert.equal(await page.$$eval('.controls, .tools, .bar', all => all.filter(one => one.getClientRects().length > 0).length), 0);
  assert.deepEqual(troubles, []);
  await page.close();
});

test('hostile titles stay text', async () => {
  const file = assemble(hostile(sample()), '</title><script>alert(1)</script>', join(folder, 'hostile.html'));
  for (const [language, width] of layouts) {
    const { page, troubles } = await open(file, language, width);
    assert.deepEqual(troubles, []);
    const text = await page.evaluate(() => document.body.textContent);
    for (const title of ['<script>alert(1)</script>', '</script><img src=x onerror=alert(1)>', '__proto__', 'constructor']) assert.ok(text.includes(title), `${title} is shown`);
    assert.equal(await page.$$eval('main script, main img, main iframe', all => all.length), 0);
    const [needed, given] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    assert.ok(needed <= given, `the page is ${needed} wide in a window of ${given}`);
    const marks = await page.$$eval('.chart', hosts => hosts.map(host => host.querySelectorAll('svg path, svg rect').length));
    for (const count of marks) assert.ok(count >= 2);
    if (screenshots) await page.screenshot({ path: (mkdirSync(screenshots, { recursive: true }), join(screenshots, `hostile-${language}-${width}.png`)), fullPage: true });
    await page.close();
  }
});

test('what many futures say is drawn and told', { skip: process.env.RONGHE_REPORT && 'a report of single runs' }, async () => {
  const { page, troubles } = await open(report, 'en');
  const section = page.locator('#certainty');
  const { futures, scenarios, indicators } = sample();
  const text = await section.innerText();
  assert.ok(text.includes(`in ${futures.ensemble.members} possible futures`));
  assert.ok(text.includes('Response of migration to gaps is above 1.61 and'), text);
  assert.ok(text.includes('in all of 2000 futures'));
  // One fan for each option, of as many polygons as there are pairs of quantiles.
  const pairs = Math.floor(indicators[0].bands.quantiles.length / 2);
  assert.equal(await section.locator('figure').first().locator('svg path[fill-opacity]').count() >= scenarios.length * pairs, true);
  const chances = await section.locator('table.heat').first().locator('tbody tr').first().locator('td').allInnerTexts();
  assert.deepEqual(chances, scenarios.map(({ judgements: [{ chance }] }) => `${Math.round(chance.value * 100)}% ± ${(chance.standard_error * 100).toFixed(1)}`));
  const best = await section.locator('table.headline td.best').count();
  assert.ok(best >= 2, `${best} are marked as best`);
  assert.deepEqual(troubles, []);
  await page.close();
});

test('a map is drawn when the shapes of the places are given', async () => {
  const with_map = sample();
  const square = (x, y) => [[[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1], [x, y]]];
  with_map.map = { type: 'FeatureCollection', features: with_map.dimensions[with_map.places].elements.map(({ name }, i) =>
    ({ type: 'Feature', properties: { place: name }, geometry: { type: 'Polygon', coordinates: square(109 + i, 30 + i % 2) } })) };
  const { page, troubles } = await open(assemble(with_map, 'map', join(folder, 'map.html')), 'zh');
  assert.deepEqual(troubles, []);
  assert.equal(await page.locator('#places figure').first().locator('svg path').count(), with_map.map.features.length);
  assert.deepEqual(await page.evaluate(crowded_text), []);
  await page.close();
});

test('of a province the places are drawn part by part', async () => {
  const province = with_places(sample(), 103);
  const { page, troubles } = await open(assemble(province, 'province', join(folder, 'province.html')), 'en');
  const panels = () => page.locator('#paths figure').last().locator('svg text').evaluateAll(texts => texts.map(text => text.textContent).filter(text => /^place \d+$/.test(text)));
  assert.equal((await panels()).length, 26);
  await page.selectOption('#choose-path-part', '3');
  assert.deepEqual([(await panels())[0], (await panels()).length], ['place 79', 25]);
  assert.deepEqual(await page.evaluate(crowded_text, '#paths'), []);
  assert.deepEqual(troubles, []);
  await page.close();
});

test('a report with almost nothing in it still opens', async () => {
  const little = sample();
  little.scenarios = [{ ...little.scenarios[0], programmes: [], reforms: [], judgements: [] }];
  const times = little.time.values.length;
  little.indicators = [{ ...little.indicators[0], dimensions: [], history: [], bands: undefined, paired: undefined, ranks: [[0]], values: zeros(times), whole: zeros(times) }];
  Object.assign(little, { futures: null, places: -1, dimensions: [], groups: [], flows: [], attributions: [], indices: null, assumptions: [], hashes: [] });
  const { page, troubles } = await open(assemble(little, 'little', join(folder, 'little.html')), 'zh');
  assert.deepEqual(troubles, []);
  assert.ok(await page.$$eval('main section', all => all.length) >= 2);
  await page.close();
});

function zeros(count) { return Buffer.from(new Float64Array(count).buffer).toString('base64'); }

// The report with that many places, each with the numbers of one of its own.
function with_places(report, count) {
  const dimension = report.dimensions[report.places], own = dimension.elements.length, times = report.time.values.length;
  dimension.elements = [...Array(count).keys()].map(i => ({ name: `p${i + 1}`, label: { zh: `第${i + 1}地`, en: `place ${i + 1}` } }));
  for (const indicator of report.indicators) {
    indicator.history = [];
    delete indicator.bands;
    const at = indicator.dimensions.indexOf(report.places);
    if (at < 0) continue;
    const size = dimensions => dimensions.reduce((cells, d) => cells * (d === report.places ? own : report.dimensions[d].elements.length), 1);
    const before = report.scenarios.length * size(indicator.dimensions.slice(0, at)), after = size(indicator.dimensions.slice(at + 1)) * times;
    const old = new Float64Array(Uint8Array.from(Buffer.from(indicator.values, 'base64')).buffer), values = new Float64Array(before * count * after);
    for (let b = 0; b < before; ++b) for (let p = 0; p < count; ++p)
      values.set(old.subarray((b * own + p % own) * after, (b * own + p % own + 1) * after), (b * count + p) * after);
    indicator.values = Buffer.from(values.buffer).toString('base64');
  }
  report.groups = [];
  report.indices = null;
  for (const scenario of report.scenarios) for (const programme of scenario.programmes) programme.by_place = [];
  return report;
}
