import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnoseOptions } from '../history.ts';
import { type Logbook, logbook } from '../logbook.ts';

const found = ({ entries }: Logbook, options?: DiagnoseOptions) =>
  diagnose(entries, options).filter(({ rule }) => rule === 'D10');

describe('D10, killed in the middle', () => {
  it('speaks of a start without an end whose worker is gone', () => {
    const log = logbook();
    const sync = log.event('sync', { lasts: null, instanceId: 'outbox' });
    log.write('Worker started', { boot: 'w2' });
    expect(found(log)).toMatchObject([{ severity: 'error', instanceId: 'outbox', entries: [sync.start.id] }]);
    expect(found(log, { alive: new Set(['w2']) })).toHaveLength(1);
  });

  it('is silent while the worker is alive, however long it takes', () => {
    const log = logbook();
    log.event('sync', { lasts: null });
    const now = log.time + 3_600_000;
    expect(found(log, { alive: new Set(['w1']), now })).toEqual([]);
    expect(found(log, { now })).toEqual([]);
  });

  it('is silent about an event that ended, and about calls and simulated events', () => {
    const log = logbook();
    log.event('sync', {});
    log.call('showNotification()', { lasts: null });
    log.event('push', { lasts: null, trusted: false });
    log.write('Worker started', { boot: 'w2' });
    expect(diagnose(log.entries, { alive: new Set(['w2']) })).toEqual([]);
  });

  it('believes the next start, and not while the boot is alive', () => {
    const log = logbook();
    log.event('sync', { lasts: null });
    log.write('Worker started', { boot: 'w2' });
    expect(found(log)).toHaveLength(1);
    expect(found(log, { alive: new Set(['w1', 'w2']) })).toEqual([]);
  });
});
