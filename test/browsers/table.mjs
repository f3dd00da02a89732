import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

// Puts what the last test runs saw into `seen.json`, and fills the README's table from it, between its two marks; prints
// it where there are none.
const MARKS = /(<!-- seen -->\n)[\s\S]*?(<!-- \/seen -->)/;
const GROUPS = ['services', 'reports', 'viewer'];
const readme = new URL('../../README.md', import.meta.url);
const file = new URL('./seen.json', import.meta.url);
const seen = JSON.parse(readFileSync(file, 'utf8'));

const folder = new URL('./.seen/', import.meta.url);
for (const name of existsSync(folder) ? readdirSync(folder) : []) {
  const { browser, version, group, features } = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
  // What another version did is no longer known.
  const before = seen[browser]?.version === version ? seen[browser].groups : {};
  seen[browser] = { version, groups: { ...before, [group]: features } };
}
rmSync(folder, { recursive: true, force: true });
writeFileSync(file, `${JSON.stringify(seen, null, 2)}\n`);

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
