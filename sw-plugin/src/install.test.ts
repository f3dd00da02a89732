import { afterEach, expect, test, vi } from 'vitest';
import { install } from './install.ts';

const INSTALLED = Symbol.for('offstage');

afterEach(() => {
  vi.unstubAllGlobals();
  Reflect.deleteProperty(globalThis, INSTALLED);
});

test('a scope to which nothing can be added is no reason to throw', () => {
  vi.stubGlobal('ExtendableEvent', class extends Event {});
  // As on a frozen one: modules are strict, and told so.
  Object.defineProperty(globalThis, INSTALLED, { value: undefined, configurable: true });
  const undo = install();
  expect(undo).not.toThrow();
});
