import { expect, test, vi } from 'vitest';
import { attributes, json, members, plain, string, text } from './plain.ts';

test('copies what JSON can hold', () => {
  const value = { a: [1, 'two', null, true], b: { c: 'd' } };
  expect(plain(value)).toEqual(value);
  const bare = Object.assign(Object.create(null), { a: () => 1, b: Object.create(null) });
  expect(plain({ bare })).toEqual({ bare: { a: '[function]', b: {} } });
  expect([members(bare).a, text({ bare }, 'bare')]).toEqual(['[function]', '']);
});

test('calls no getter, no toJSON and no toString of the host', () => {
  const called = vi.fn();
  const value = {
    get a() {
      return called();
    },
    toJSON: called,
    toString: called,
    b: 1,
  };
  expect(members(value)).toMatchObject({ b: 1 });
  expect(text(value, 'a')).toBe('');
  expect(string(value)).toBe('');
  expect(called).not.toHaveBeenCalled();
});

test('is bounded: depth, members, text', () => {
  const cycle: Record<string, unknown> = {};
  cycle.self = cycle;
  expect(() => JSON.stringify(plain(cycle))).not.toThrow();
  expect((plain(Array.from({ length: 500 }, () => 0)) as unknown[]).length).toBe(100);
  expect(String(plain('x'.repeat(100_000))).length).toBeLessThan(20_000);
});

test('a wide graph that goes in circles is bounded as a whole', () => {
  const root: Record<string, unknown> = {};
  for (let n = 0; n < 100; n += 1) root[`member ${n}`] = root;
  const text = JSON.stringify(plain(root));
  expect(text.match(/member/g)?.length).toBeLessThan(10_000);
  // What is left out is said where it would have been.
  expect(text).toContain('"[object]"');
});

test('binary data, functions, symbols and bigints become text', () => {
  expect(plain({ a: new Uint8Array(3), b: () => 1, c: Symbol('s'), d: 5n })).toEqual({
    a: '[object]',
    b: '[function]',
    c: 'Symbol(s)',
    d: '5',
  });
});

test('json is what Chromium logs: compact, and empty for nothing', () => {
  expect(json({ k: 1 })).toBe('{"k":1}');
  expect(json(undefined)).toBe('');
});

test('attributes reads the primitive attributes of a platform object, inherited ones too', () => {
  class Registration {
    declare id: string;
  }
  Object.defineProperty(Registration.prototype, 'id', { enumerable: true, get: () => 'x' });
  Object.defineProperty(Registration.prototype, 'abort', { enumerable: true, value: () => undefined });
  expect(attributes(new Registration())).toEqual({ id: 'x' });
});
