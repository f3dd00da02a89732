import { readFileSync } from 'node:fs';
import { parse } from 'acorn';
import { simple } from 'acorn-walk';
import { describe, expect, test } from 'vitest';
import { EDITION, NEWER, OLDEST } from './oldest.ts';

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

/** Methods that are called for certain, where the platform may not have them. */
function newerCalls(source: string): string[] {
  const found: string[] = [];
  simple(parse(source, { ecmaVersion: 'latest' }), {
    CallExpression({ callee, optional }) {
      const { type } = callee;
      const name = type === 'MemberExpression' ? callee.property : callee;
      if (optional || name.type !== 'Identifier' || !NEWER.has(name.name)) return;
      // A function of our own, whom the minifier has called so: no function of the platform has so short a name.
      if (type === 'MemberExpression' || name.name.length > 3) found.push(name.name);
    },
  });
  return found;
}

describe.each(['sw-plugin/dist/offstage-sw.js', 'sdk/dist/offstage.js'])('%s', (file) => {
  const source = read(file);

  test(`is ECMAScript ${EDITION}`, () => {
    expect(() => parse(source, { ecmaVersion: EDITION })).not.toThrow();
  });

  test('calls no method that the oldest browsers lack', () => {
    expect(newerCalls(source)).toEqual([]);
  });
});

test('what is newer is found', () => {
  expect(newerCalls('a.findLast(b); c.at?.(0); crypto.randomUUID()')).toEqual(['findLast', 'randomUUID']);
  expect(newerCalls('function at() {} at(1); [1].at(0); structuredClone(1)')).toEqual(
    ['at', 'structuredClone'].filter((name) => NEWER.has(name)),
  );
  expect(() => parse('class A { static {} }', { ecmaVersion: EDITION })).toThrow();
});

test.each(['sw-plugin/README.md', 'sdk/README.md'])('%s names the oldest browsers', (file) => {
  for (const [browser, version] of Object.entries(OLDEST))
    expect(read(file)).toContain(`${browser} ${version}`);
});
