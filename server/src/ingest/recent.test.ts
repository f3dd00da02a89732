import { expect, test } from 'vitest';
import { createRecent } from './recent.ts';

test('remembers as many as it should', () => {
  for (let count = 1; count < 500; count++) {
    const recent = createRecent<number, string>(100);
    for (let key = 0; key < count; key++) recent.set(key, String(key));
    const oldest = Math.max(0, count - 100);
    expect(recent.get(oldest)).toBe(String(oldest));
  }
});

test('forgets what was not used for twice as many others', () => {
  const recent = createRecent<number, string>(100);
  for (let key = 0; key < 201; key++) recent.set(key, 'known');
  expect(recent.get(0)).toBeUndefined();
  expect(Array.from({ length: 201 }, (_, key) => recent.get(key)).filter(Boolean).length).toBeLessThan(201);
});

test('what is used stays, with the value that it was given last', () => {
  const recent = createRecent<string, number>(10);
  for (let other = 0; other < 1_000; other++) {
    if (other % 5 === 0) recent.set('used', other);
    recent.set(String(other), other);
    expect(recent.get('used')).toBe(other - (other % 5));
  }
});

test('setting what is there anew makes nobody leave', () => {
  const recent = createRecent<string, number>(2);
  recent.set('a', 1);
  recent.set('b', 2);
  for (let round = 0; round < 10; round++) recent.set('b', round);
  expect(recent.get('a')).toBe(1);
});

test('keeps keys of its own, also when a known one is used again', () => {
  const copied: string[] = [];
  const recent = createRecent<string, number>(2, (key) => {
    copied.push(key);
    return key;
  });
  for (const key of ['a', 'b', 'b', 'c']) recent.set(key, 1);
  expect(copied).toEqual(['a', 'b', 'c']);
  expect(recent.get('a')).toBe(1);
  expect(copied).toEqual(['a', 'b', 'c', 'a']);
});
