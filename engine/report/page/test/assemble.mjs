// Puts a report together as engine/report does it: shell, style, script and data in one file.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const page = join(dirname(fileURLToPath(import.meta.url)), '..');

export function assemble(report, title, path) {
  const read = name => readFileSync(join(page, name), 'utf8');
  const script = read('dist/report.js');
  const hash = createHash('sha256').update(script).digest('base64');
  const escape = text => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
  const parts = {
    title: escape(title), style: read('dist/report.css'), script,
    policy: `default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline'; img-src data: blob:`,
    data: JSON.stringify(report).replace(/</g, '\\u003c'),
  };
  writeFileSync(path, read('shell.html').replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name]));
  return path;
}
