import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import { type Logbook, logbook } from '../logbook.ts';

const told = ({ entries }: Logbook) => diagnose(entries).map(({ rule }) => rule);
const extensions = [
  { method: 'waitUntil', at: 0, state: 'fulfilled', settled: 0, given: 'function' },
] as const;

describe('D40, a function in place of a promise', () => {
  it('says so of any event', () => {
    const log = logbook();
    log.event('sync', { instanceId: 'outbox', ends: { extensions } });
    expect(told(log)).toEqual(['D40']);
    expect(diagnose(log.entries)[0]?.title).toBe('waitUntil() was given a function in a sync event');
  });

  it('is the cause of a push that showed nothing, in one finding', () => {
    const log = logbook();
    log.event('push', { ends: { outcome: 'silent', shown: 0, visibleClients: 0, extensions } });
    expect(told(log)).toEqual(['D1']);
    expect(diagnose(log.entries)[0]?.cause).toContain('was given a function');
  });

  it('speaks for itself where the browser let the push pass', () => {
    const log = logbook();
    log.event('push', { ends: { outcome: 'silent', shown: 0, visibleClients: 1, extensions } });
    expect(told(log)).toEqual(['D40']);
  });

  it('is silent about any other value: waitUntil(undefined) does no harm', () => {
    const log = logbook();
    const given = [{ ...extensions[0], given: 'undefined' }];
    log.event('sync', { instanceId: 'outbox', ends: { extensions: given } });
    expect(told(log)).toEqual([]);
  });
});
