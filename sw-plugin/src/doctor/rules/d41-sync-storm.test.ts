import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import { type Logbook, logbook } from '../logbook.ts';

const told = ({ entries }: Logbook) => diagnose(entries).map(({ rule }) => rule);
const extensions = [{ method: 'waitUntil', at: 0, state: 'fulfilled', settled: 4 }] as const;

/** Syncs of one tag that register it again, `pause` ms apart. */
function again(log: Logbook, times: number, pause: number, ending: 'reregistered' | 'completed'): void {
  for (let i = 0; i < times; i++) {
    const span = `again-${i}-${log.entries.length}`;
    const at = { service: 'backgroundSync', instanceId: 'outbox', span } as const;
    log.write('Dispatched sync event', {
      ...at,
      after: pause,
      detail: { type: 'sync', phase: 'start', listeners: 1 },
    });
    log.call('sync.register()', { instanceId: 'outbox', parent: span });
    log.write(ending === 'reregistered' ? 'Sync event reregistered' : 'Sync completed', {
      ...at,
      after: 20,
      detail: { phase: 'end', outcome: 'ok', extensions },
    });
  }
}

describe('D41, a sync that registers itself again', () => {
  it('speaks of a row without a pause, how long it is and how to wait', () => {
    for (const ending of ['reregistered', 'completed'] as const) {
      const log = logbook();
      again(log, 20, 50, ending);
      expect(told(log)).toEqual(['D41']);
      const [finding] = diagnose(log.entries);
      expect(finding).toMatchObject({ severity: 'warning', instanceId: 'outbox', count: 1 });
      expect(finding?.cause).toContain('“outbox” was synced 20 times in 1 second');
      expect(finding?.fix).toMatch(/reject.*5 and 15 minutes/);
    }
  });

  it('speaks of handlers that register another tag each time, or each other', () => {
    for (const tagOf of [(i: number) => `upload-${i}`, (i: number) => (i % 2 ? 'ping' : 'pong')]) {
      const log = logbook();
      for (let i = 0; i < 12; i++) {
        const sync = log.event('sync', {
          instanceId: tagOf(i),
          after: 40,
          lasts: 20,
          ends: { extensions },
        });
        log.call('sync.register()', { instanceId: tagOf(i + 1), parent: sync.span });
      }
      const [finding, ...more] = diagnose(log.entries);
      expect(more).toEqual([]);
      expect(finding).toMatchObject({ rule: 'D41', severity: 'warning', count: 1 });
      expect(finding?.cause).toMatch(/12 syncs, from “.*” to “.*”, followed each other in \d+ ms/);
    }
  });

  it('is silent about a few steps under tags of their own, and about tags that a page registers', () => {
    const steps = logbook();
    for (let i = 0; i < 6; i++) {
      const sync = steps.event('sync', {
        instanceId: `step-${i}`,
        after: 40,
        lasts: 20,
        ends: { extensions },
      });
      if (i < 5) steps.call('sync.register()', { instanceId: `step-${i + 1}`, parent: sync.span });
    }
    expect(told(steps)).toEqual([]);
    const page = logbook();
    for (let i = 0; i < 30; i++) {
      page.call('sync.register()', { context: 'page', boot: 'p1', instanceId: `photo-${i}` });
      page.event('sync', { instanceId: `photo-${i}`, after: 20, lasts: 20, ends: { extensions } });
    }
    expect(told(page)).toEqual([]);
  });

  it('is silent about a queue that is sent in a few pieces, and about a sync that comes back after a pause', () => {
    const pieces = logbook();
    again(pieces, 6, 50, 'reregistered');
    expect(told(pieces)).toEqual([]);
    const patient = logbook();
    again(patient, 30, 60_000, 'reregistered');
    expect(told(patient)).toEqual([]);
  });

  it('is silent about syncs that the page registers, and that register another tag', () => {
    const log = logbook();
    for (let i = 0; i < 30; i++) {
      log.call('sync.register()', { context: 'page', boot: 'p1', instanceId: 'outbox' });
      const sync = log.event('sync', { instanceId: 'outbox', after: 20, lasts: 20, ends: { extensions } });
      log.call('sync.register()', { instanceId: 'other', parent: sync.span });
      log.event('sync', { instanceId: 'other', after: 40, ends: { extensions } });
    }
    expect(told(log)).toEqual([]);
  });
});
