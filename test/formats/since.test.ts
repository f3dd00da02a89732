import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const source = readFileSync(new URL('../../sw-plugin/src/log/entry.ts', import.meta.url), 'utf8');
const [, body = ''] = /export interface Detail \{\n([\s\S]*?)\n\}/.exec(source) ?? [];

/** Members of an entry's detail, and since when they are there. */
const since = new Map(
  [...body.matchAll(/(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n {2})?readonly (\w+)\?:/g)].map(
    ([, comment = '', name = '']) => [name, /@since (\S+)/.exec(comment)?.[1] ?? '0.1.0'] as const,
  ),
);

const written = new Set<string>();
const folder = new URL('0.1.0/', import.meta.url);
for (const file of readdirSync(folder).filter((name) => name.endsWith('.jsonl')))
  for (const line of readFileSync(new URL(file, folder), 'utf8').split('\n').filter(Boolean)) {
    const { detail } = JSON.parse(line) as { readonly detail?: object };
    for (const name of Object.keys(detail ?? {})) written.add(name);
  }

test('what 0.1.0 wrote is not called newer', () => {
  expect(since.size).toBeGreaterThan(20);
  expect(written.size).toBeGreaterThan(10);
  expect([...written].filter((name) => since.has(name) && since.get(name) !== '0.1.0')).toEqual([]);
});

test('what is newer says since when', () => {
  const newer = [...since].filter(([, version]) => version !== '0.1.0').map(([name]) => name);
  expect(newer).toEqual(expect.arrayContaining(['stopped', 'unwatched', 'shownGuess', 'declarative']));
});
