import { readFileSync, writeFileSync } from 'node:fs';

// Fills the README's table, between its two marks, from what the last test runs saw; prints it where there are none.
const MARKS = /(<!-- seen -->\n)[\s\S]*?(<!-- \/seen -->)/;
const GROUPS = ['services', 'reports', 'viewer'];
const readme = new URL('../../README.md', import.meta.url);
const seen = JSON.parse(readFileSync(new URL('./seen.json', import.meta.url), 'utf8'));

const browsers = Object.keys(seen).sort();
const line = (cells) => `| ${cells.join(' | ')} |`;
const cell = (answer) => (answer === 'seen' ? '✓' : (answer ?? 'not looked at'));
const rows = GROUPS.flatMap((group) => {
  const names = new Set(browsers.flatMap((name) => Object.keys(seen[name].groups[group] ?? {})));
  return [...names].map((feature) =>
    line([feature, ...browsers.map((name) => cell(seen[name].groups[group]?.[feature]))]),
  );
});
const text = [
  line(['seen working', ...browsers.map((name) => `${name} ${seen[name].version}`)]),
  line(['---', ...browsers.map(() => '---')]),
  ...rows,
  '',
].join('\n');

const before = readFileSync(readme, 'utf8');
if (MARKS.test(before))
  writeFileSync(
    readme,
    before.replace(MARKS, (_, start, end) => start + text + end),
  );
else console.log(text);
