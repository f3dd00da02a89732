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

  it('does not accuse a worker that another one replaced: the end of its last event may not have been written', () => {
    for (const type of ['install', 'activate', 'push'] as const) {
      const log = logbook();
      log.write('Worker started');
      log.event(type, { lasts: null });
      log.write('Worker started', { boot: 'w2' });
      log.event('install', { boot: 'w2' });
      log.event('activate', { boot: 'w2', after: 50 });
      expect(diagnose(log.entries, { alive: new Set(['w2']) }), type).toEqual([]);
      expect(diagnose(log.entries), type).toEqual([]);
    }
  });

  it('believes a start of the same version before another one took over', () => {
    for (const restarted of [true, false]) {
      const log = logbook();
      log.write('Worker started');
      const push = log.event('push', { lasts: null });
      if (restarted) {
        log.write('Worker started', { boot: 'w2', after: 20_000 });
        log.event('push', { boot: 'w2', ends: { shown: 1 } });
      }
      log.write('Worker started', { boot: 'w3', after: 2_000 });
      log.event('install', { boot: 'w3' });
      log.event('activate', { boot: 'w3', after: 50 });
      // Later ones are of the new version.
      log.write('Worker started', { boot: 'w4', after: 60_000 });
      const entries = found(log, { alive: new Set(['w4']) }).map((finding) => finding.entries);
      expect(entries).toEqual(restarted ? [[push.start.id]] : []);
      expect(found(log)).toHaveLength(restarted ? 1 : 0);
    }
  });

  it('does not take the start of its own worker for a later one, where clocks are rounded', () => {
    const log = logbook();
    log.write('Worker started');
    log.event('push', { lasts: null, after: -1 });
    log.write('Worker started', { boot: 'w2', after: 20 });
    log.event('install', { boot: 'w2' });
    log.event('activate', { boot: 'w2', after: 50 });
    expect(found(log, { alive: new Set(['w2']) })).toEqual([]);
  });

  it('is not told by the activation of another scope, nor by one long after', () => {
    const log = logbook();
    log.event('sync', { lasts: null });
    log.event('activate', { boot: 'w2', scope: 'https://app.example/shop/' });
    log.event('activate', { boot: 'w3', after: 3_600_000 });
    expect(found(log, { alive: new Set(['w3']) })).toHaveLength(1);
  });
});
