import { afterEach, expect, it, vi } from 'vitest';
import { register } from './register.ts';

const calls = vi.hoisted(() => [] as unknown[][]);
vi.mock('workbox-window/build/workbox-window.prod.mjs', () => ({
  Workbox: class {
    constructor(...args: unknown[]) {
      calls.push(args);
    }
    async register(options: unknown) {
      calls.push([options]);
      return { scope: '/' };
    }
  },
}));
afterEach(() => {
  vi.unstubAllGlobals();
  calls.length = 0;
});

it('registers through workbox-window', async () => {
  vi.stubGlobal('navigator', { serviceWorker: {} });
  const options = { scope: '/app/', type: 'module', immediate: true } as const;
  expect(await register(new URL('https://example.com/sw.js'), options)).toEqual({ scope: '/' });
  expect(calls).toEqual([
    ['https://example.com/sw.js', { scope: '/app/', type: 'module' }],
    [{ immediate: true }],
  ]);
});

it('hands on what a policy of Trusted Types made, as it is', async () => {
  vi.stubGlobal('navigator', { serviceWorker: {} });
  const trusted = { toString: () => '/sw.js', toJSON: () => '/sw.js' };
  await register(trusted);
  expect(calls[0]?.[0]).toBe(trusted);
});

it('resolves undefined where there are no service workers', async () => {
  vi.stubGlobal('navigator', {});
  expect(await register('/sw.js')).toBeUndefined();
  vi.stubGlobal('navigator', {
    get serviceWorker(): never {
      throw new DOMException('', 'SecurityError');
    },
  });
  expect(await register('/sw.js')).toBeUndefined();
  expect(calls).toEqual([]);
});
