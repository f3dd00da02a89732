import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FILES, parts } from './parts.mjs';

// Nobody compiles what runs before anything is built: that it can be loaded is seen here.

test('every part has a name of its own and something to run', () => {
  const names = parts.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(parts.every(({ run }) => typeof run === 'function')).toBe(true);
});

test('what takes long runs only when it is asked for', () => {
  expect(parts.filter(({ asked }) => asked).map(({ name }) => name)).toContain('adoption');
});

test('every file that drives a browser belongs to one part', () => {
  const files = readdirSync(new URL('../e2e', import.meta.url)).filter((name) => name.endsWith('.test.ts'));
  expect([...FILES].sort()).toEqual(files.map((name) => name.slice(0, -'.test.ts'.length)).sort());
});
