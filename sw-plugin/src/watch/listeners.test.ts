import { afterEach, beforeEach, expect, it } from 'vitest';
import { saySource } from '../doctor/say-source.ts';
import { faultsSoFar, type Scope, type Undo, undoAll } from '../platform.ts';
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
  const scope = Object.assign(new EventTarget(), { EventTarget }) as unknown as Scope;
  const undos: Undo[] = [];
  const ignore = () => undefined;
  const listeners = watchListeners({ scope, undos_: undos }, ['push', 'sync'], ['fetch'], ignore);
  return { scope, listeners, undo: () => undoAll(undos) };
};

it('knows file and line of each listener, in their order, none of our own frames among them', () => {
  const { scope, listeners, undo } = watch();
  scope.addEventListener('push', () => 1);
  (function library() {
    scope.addEventListener('push', () => 2);
  })();
  scope.addEventListener('unknown', () => 3);
  const sources = listeners.sources_('push');
  expect(listeners.sources_('sync')).toEqual([]);
  undo();
  expect(sources).toHaveLength(2);
  for (const source of sources) expect(source.split('\n')[1]).toMatch(/listeners\.test\.ts:\d+:\d+/);
  expect(sources[1]).toMatch(/\n\s+at library/);
  expect(sources.map(saySource)).toEqual([
    expect.stringMatching(/^listeners\.test\.ts:\d+$/),
    expect.stringMatching(/^listeners\.test\.ts:\d+$/),
  ]);
  expect(faultsSoFar()).toBe(0);
});

it('asks no function of the host for a stack', () => {
  const { scope, listeners, undo } = watch();
  let asked = 0;
  Error.prepareStackTrace = () => `${asked++}`;
  scope.addEventListener('push', () => 1);
  expect(listeners.sources_('push')).toEqual([]);
  undo();
  expect(asked).toBe(0);
});
