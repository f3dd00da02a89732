import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import { type Logbook, logbook } from '../logbook.ts';

const told = ({ entries }: Logbook) => diagnose(entries).map(({ rule }) => rule);
const HOUR = 3_600_000;
const page = { context: 'page', boot: 'p1', instanceId: 'outbox' } as const;

/** A push that is handled, `hours` later. */
function push(log: Logbook, hours: number): void {
  const { span } = log.event('push', { after: hours * HOUR, lasts: 50, ends: { shown: 1 } });
  log.call('showNotification()', { parent: span });
}

describe('D43, a sync that never fires', () => {
  it('says how long ago it was registered, and that the device was online', () => {
    const log = logbook();
    const call = log.call('sync.register()', page);
    push(log, 10);
    push(log, 20);
    expect(told(log)).toEqual(['D43']);
    const [finding] = diagnose(log.entries);
    expect(finding).toMatchObject({ severity: 'warning', instanceId: 'outbox' });
    expect(finding?.title).toBe('Sync “outbox” was registered and has not fired');
    expect(finding?.cause).toMatch(/registered 1 day before.*2 pushes/);
    expect(finding?.entries[0]).toBe(call.end?.id);
  });

  it('is silent when it fires, at once or later, also with a clock that is set back', () => {
    for (const after of [0, 5 * HOUR, -HOUR]) {
      const log = logbook();
      log.call('sync.register()', page);
      log.event('sync', { instanceId: 'outbox', after });
      push(log, 10);
      push(log, 20);
      expect(told(log)).toEqual([]);
    }
  });

  it('is silent when the device slept, when only pages were opened, and before hours have passed', () => {
    const slept = logbook();
    slept.call('sync.register()', page);
    push(slept, 40);
    expect(told(slept)).toEqual([]);
    const pages = logbook();
    pages.call('sync.register()', page);
    for (let i = 0; i < 3; i++) pages.write('Storage state', { ...page, after: 10 * HOUR });
    expect(told(pages)).toEqual([]);
    const young = logbook();
    young.call('sync.register()', page);
    push(young, 1);
    push(young, 1);
    expect(told(young)).toEqual([]);
  });

  it('is silent about a registration that was refused, and pushes of another scope', () => {
    const log = logbook();
    log.call('sync.register()', { ...page, ends: { error: { name: 'NotAllowedError', message: '' } } });
    push(log, 10);
    push(log, 20);
    expect(told(log)).toEqual(['D27']);
    const other = logbook();
    other.call('sync.register()', { ...page, scope: 'https://app.example/shop/' });
    push(other, 10);
    push(other, 20);
    expect(told(other)).toEqual([]);
  });
});
