import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnoseOptions } from '../history.ts';
import { type Logbook, logbook } from '../logbook.ts';

const found = ({ entries }: Logbook, options?: DiagnoseOptions) =>
  diagnose(entries, options).filter(({ rule }) => rule === 'D8');

const error = { name: 'InvalidStateError', message: 'The event handler is already finished' };

describe('D8, late waitUntil', () => {
  it('speaks of a call that the browser refused during the event', () => {
    const log = logbook();
    const extensions = [{ method: 'waitUntil', at: 12, state: 'late', error }] as const;
    log.event('push', { ends: { shown: 1, extensions } });
    expect(found(log)).toMatchObject([{ severity: 'error', title: expect.stringContaining('too late') }]);
  });

  it('speaks of a call long after the event', () => {
    const log = logbook();
    const push = log.event('push', { ends: { shown: 1 } });
    const late = log.write('waitUntil() called late', {
      after: 300,
      service: 'pushMessaging',
      span: push.span,
      detail: { error },
    });
    expect(found(log)[0]?.entries[0]).toBe(late.id);
  });

  it('is silent about calls in time, also nested ones', () => {
    const log = logbook();
    const extensions = [
      { method: 'waitUntil', at: 0, state: 'fulfilled', settled: 4 },
      { method: 'waitUntil', at: 3, state: 'fulfilled', settled: 5 },
    ] as const;
    log.event('push', { ends: { shown: 1, extensions } });
    expect(diagnose(log.entries)).toEqual([]);
  });

  it('is silent about simulated events, whose waitUntil always throws', () => {
    const log = logbook();
    log.event('push', {
      trusted: false,
      ends: { extensions: [{ method: 'waitUntil', at: 0, state: 'late', error }] },
    });
    expect(diagnose(log.entries)).toEqual([]);
  });
});
