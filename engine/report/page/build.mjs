// Bundles the page into three kept files: dist/report.js, dist/report.css and dist/LICENSES.txt.
//
// The same sources and lock file give the same bytes, so that a test can prove the kept files equal to a fresh build.
import { build } from 'esbuild';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] || join(here, 'dist');
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const shared = { absWorkingDir: here, bundle: true, minify: true, charset: 'utf8', logLevel: 'warning' };
const script = await build({ ...shared, entryPoints: ['src/main.ts'], outfile: join(out, 'report.js'), format: 'iife', target: 'es2019',
  legalComments: 'none', metafile: true, define: { 'process.env.NODE_ENV': '"production"' },
  banner: { js: '/*! Contains Apache ECharts, zrender (BSD-3-Clause) and tslib (0BSD); see LICENSES.txt of Ronghe. */' } });
await build({ ...shared, entryPoints: ['src/style/report.css'], outfile: join(out, 'report.css'), target: 'chrome90' });

// A script element ends at the first of these, whatever the script means by it.
const text = readFileSync(join(out, 'report.js'), 'utf8');
if (/<\/script|<!--/i.test(text)) throw new Error('report.js cannot stand in a script element');

const packages = [...new Set(Object.keys(script.metafile.inputs).map(path => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]).filter(Boolean))].sort();
const licences = packages.map(name => {
  const folder = join(here, 'node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter(file => /^(licen[cs]e|notice|copyright)/i.test(file)).sort();
  const texts = files.flatMap(file => { try { return [readFileSync(join(folder, file), 'utf8').replace(/\r\n/g, '\n').trim()]; } catch { return []; } });
  return `${'='.repeat(100)}\n${name} ${version} · ${license}\n${'='.repeat(100)}\n\n${texts.join('\n\n')}\n`;
});
writeFileSync(join(out, 'LICENSES.txt'), `Software of others inside report.js.\n\n${licences.join('\n')}`);
console.log(`${packages.join(', ')}; report.js ${(text.length / 1000).toFixed(0)} kB`);
