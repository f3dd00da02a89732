import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnoseOptions } from '../history.ts';
import { type Logbook, logbook } from '../logbook.ts';

const found = ({ entries }: Logbook, options?: DiagnoseOptions) =>
  diagnose(entries, options).filter(({ rule }) => rule === 'D12');

describe('D12, late listener', () => {
  it('speaks of a push listener added after start-up', () => {
    const log = logbook();
    log.write('Listener added after start-up', { detail: { type: 'push', sinceBoot: 300.4 } });
    expect(found(log)).toMatchObject([{ severity: 'error', title: expect.stringContaining('push') }]);
    expect(found(log)[0]?.cause).toContain('300 ms');
  });

  it('points at the event that was lost, and leaves it to nobody else', () => {
    const log = logbook();
    const push = log.event('push', {
      begins: { listeners: 0 },
      ends: { shown: 0, outcome: 'silent', visibleClients: 0 },
    });
    log.write('Listener added after start-up', { after: 300, detail: { type: 'push', sinceBoot: 310 } });
    expect(found(log)[0]?.entries[0]).toBe(push.start.id);
    expect(diagnose(log.entries).map(({ rule }) => rule)).not.toContain('D13');
  });

  it('is silent about message, which only reaches a running worker', () => {
    const log = logbook();
    for (const type of ['message', 'messageerror', 'error']) {
      log.write('Listener added after start-up', { detail: { type, sinceBoot: 4 } });
    }
    expect(diagnose(log.entries)).toEqual([]);
  });

  it('is silent where another listener of the type was there in time', () => {
    const log = logbook();
    log.event('push', { begins: { listeners: 1 }, ends: { shown: 1 } });
    log.write('Listener added after start-up', { detail: { type: 'push', sinceBoot: 3_000 } });
    log.write('Listener added after start-up', { detail: { type: 'sync', sinceBoot: 3_000, listeners: 2 } });
    expect(diagnose(log.entries)).toEqual([]);
  });

  it('knows every event that starts a worker', () => {
    for (const type of [
      'push',
      'pushsubscriptionchange',
      'sync',
      'periodicsync',
      'notificationclick',
      'notificationclose',
      'backgroundfetchsuccess',
      'backgroundfetchfail',
      'backgroundfetchabort',
      'backgroundfetchclick',
      'canmakepayment',
      'paymentrequest',
      'abortpayment',
      'install',
      'activate',
      'fetch',
    ]) {
      const log = logbook();
      log.write('Listener added after start-up', { detail: { type, sinceBoot: 300 } });
      expect(found(log), type).toHaveLength(1);
    }
  });
});
