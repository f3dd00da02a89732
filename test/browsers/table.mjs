import { readFileSync, writeFileSync } from 'node:fs';

// Fills the README's table, between its two marks, from what the last test runs saw; prints it where there are none.
const MARKS = /(<!-- seen -->\n)[\s\S]*?(<!-- \/seen -->)/;
const GROUPS = ['services', 'reports', 'viewer'];
const readme = new URL('../../README.md', import.meta.url);
const seen = JSON.parse(readFileSync(new URL('./seen.json', import.meta.url), 'utf8'));

const browsers = Object.keys(seen).sort();
const cell = (answer = 'not looked at') => answer.replace(/^seen/, '✓');
const rows = GROUPS.flatMap((group) => {
  const names = new Set(browsers.flatMap((name) => Object.keys(seen[name].groups[group] ?? {})));
  return [...names].map((feature) => [
    feature,
    ...browsers.map((name) => cell(seen[name].groups[group]?.[feature])),
  ]);
});
const header = ['seen working', ...browsers.map((name) => `${name} ${seen[name].version}`)];
const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => row[column].length)));
const line = (cells) => `| ${cells.map((text, column) => text.padEnd(widths[column])).join(' | ')} |\n`;
const rule = line(widths.map((width) => '-'.repeat(width)));
const text = line(header) + rule + rows.map(line).join('');

const before = readFileSync(readme, 'utf8');
if (MARKS.test(before))
  writeFileSync(
    readme,
    before.replace(MARKS, (_, start, end) => start + text + end),
  );
else console.log(text);
