import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PANELS } from '../text/panels.ts';
import { barsFor } from './use-log-view.ts';
import { hrefOf, inPanel, readViewState, type ViewState, writeViewState } from './view-state.ts';

test('what an address says comes back as the same address', () => {
  const span = fc.option(
    fc
      .tuple(fc.nat(1e12), fc.integer({ min: 1, max: 1e6 }))
      .map(([from, more]) => [from, from + more] as const),
    { nil: undefined },
  );
  const state: fc.Arbitrary<ViewState> = fc.record({
    panel: fc.constantFrom(...PANELS.map(({ id }) => id).filter((id) => id !== 'pushes')),
    filter: fc.string({ unit: 'grapheme' }),
    range: span,
    zoom: span,
    entry: fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
    compare: fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
    lifetimes: fc.boolean(),
    newestFirst: fc.boolean(),
    stackBy: fc.constantFrom('service', 'outcome'),
    others: fc.boolean(),
    source: fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
    ask: fc.constant(''),
  });
  fc.assert(
    fc.property(state, (wanted) => {
      const { pathname, search } = new URL(`https://a.example${writeViewState(wanted) || '/'}`);
      expect(readViewState(pathname, search)).toEqual(wanted);
    }),
  );
});

test('the panel of pushes has an address of its own, and the log’s question waits until one is back', () => {
  const log = readViewState('/push-messaging', '?f=outcome:failed&t=1-2');
  const pushes = { ...inPanel(log, 'pushes'), ask: 'campaign=spring&campaign=&split=day', source: 'server' };
  const address = '/pushes?campaign=spring&campaign=&split=day&source=server';
  expect(writeViewState(pushes)).toBe(address);
  const { pathname, search } = new URL(`https://a.example${address}`);
  const read = readViewState(pathname, search);
  expect(writeViewState(read)).toBe(address);
  expect(writeViewState({ ...read, source: undefined })).toBe('/pushes?campaign=spring&campaign=&split=day');
  expect(writeViewState(inPanel(pushes, 'pushMessaging'))).toBe(
    '/push-messaging?f=outcome%3Afailed&t=1-2&source=server',
  );
});

test('nonsense in an address is as good as nothing', () => {
  expect(readViewState('/nosuch/panel/', '?t=9-1&view=x&by=y&order=z')).toEqual({
    ...readViewState('', ''),
    lifetimes: false,
  });
});

test('another panel keeps the question and forgets the place', () => {
  const state = readViewState('/push-messaging', '?f=outcome:failed&e=x&t=1-2');
  expect(writeViewState(inPanel(state, 'notifications'))).toBe('/notifications?f=outcome%3Afailed&t=1-2');
});

test('a few more entries seldom change the bars, and every moment is inside', () => {
  fc.assert(
    fc.property(fc.nat(2e12), fc.integer({ min: 0, max: 3e11 }), (from, more) => {
      const { extent, bars } = barsFor(from, from + more);
      expect(extent[0]).toBeLessThanOrEqual(from);
      expect(extent[1]).toBeGreaterThanOrEqual(from + more);
      expect(bars).toBeGreaterThan(0);
      expect(bars).toBeLessThanOrEqual(120);
    }),
  );
});

test('an address below any base stays on this host', () => {
  const all = readViewState('', '');
  expect(hrefOf('', all)).toBe('/');
  expect(hrefOf('', { ...all, filter: 'a' })).toBe('/?f=a');
  expect(hrefOf('', { ...all, panel: 'pushMessaging', lifetimes: false })).toBe('/push-messaging');
  expect(hrefOf('/viewer', all)).toBe('/viewer');
  expect(hrefOf('/viewer', { ...all, panel: 'pushMessaging', lifetimes: false })).toBe(
    '/viewer/push-messaging',
  );
});
