import { afterEach, beforeEach, expect, it } from 'vitest';
import { saySource } from '../doctor/say-source.ts';
import type { Scope } from '../platform.ts';
import { watchListeners } from './listeners.ts';

// The test runner writes the stacks itself.
const { prepareStackTrace } = Error;
beforeEach(() => {
  Reflect.deleteProperty(Error, 'prepareStackTrace');
});
afterEach(() => {
  Error.prepareStackTrace = prepareStackTrace;
});

const watch = () => {
  const scope = new EventTarget() as Scope;
  const faults: unknown[] = [];
  const listeners = watchListeners({
    scope,
    types: ['push', 'sync'],
    others_: ['fetch'],
    late_: () => undefined,
    fault: (error) => faults.push(error),
  });
  return { scope, listeners, faults };
};

it('knows file and line of each listener, in their order, none of our own frames among them', () => {
  const { scope, listeners, faults } = watch();
  scope.addEventListener('push', () => 1);
  (function library() {
    scope.addEventListener('push', () => 2);
  })();
  scope.addEventListener('unknown', () => 3);
  const sources = listeners.sources_('push');
  expect(listeners.sources_('sync')).toEqual([]);
  listeners.undo();
  expect(sources).toHaveLength(2);
  for (const source of sources) expect(source.split('\n')[1]).toMatch(/listeners\.test\.ts:\d+:\d+/);
  expect(sources[1]).toMatch(/\n\s+at library/);
  expect(sources.map(saySource)).toEqual([
    expect.stringMatching(/^listeners\.test\.ts:\d+$/),
    expect.stringMatching(/^listeners\.test\.ts:\d+$/),
  ]);
  expect(faults).toEqual([]);
});

it('asks no function of the host for a stack', () => {
  const { scope, listeners } = watch();
  let asked = 0;
  Error.prepareStackTrace = () => `${asked++}`;
  scope.addEventListener('push', () => 1);
  expect(listeners.sources_('push')).toEqual([]);
  listeners.undo();
  expect(asked).toBe(0);
});
