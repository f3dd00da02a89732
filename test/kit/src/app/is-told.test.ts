import type { Lifetime } from '@offstage/sw-plugin/doctor';
import { expect, test } from 'vitest';
import { isTold } from './is-told.ts';

type Line = readonly [event: string, detail?: object];

const event = (type: string, opening: object, ...lines: readonly Line[]): Lifetime =>
  ({
    type,
    opening: { detail: opening },
    entries: lines.map(([event, detail = {}]) => ({ event, detail })),
  }) as unknown as Lifetime;

test('a push that showed nothing is told once the log says so', () => {
  const end: Line = ['Push event completed', { shown: 0 }];
  expect(isTold(event('push', {}, end))).toBe(false);
  expect(isTold(event('push', {}, end, ['No notification shown']))).toBe(true);
});

test('any other event is, once it has ended', () => {
  expect(isTold(event('push', {}, ['Push event completed', { shown: 1 }]))).toBe(true);
  // What it showed could not be seen.
  expect(isTold(event('push', {}, ['Push event completed']))).toBe(true);
  expect(isTold(event('push', { declarative: true }, ['Push event completed', { shown: 0 }]))).toBe(true);
  expect(isTold(event('sync', {}, ['Sync completed']))).toBe(true);
});
