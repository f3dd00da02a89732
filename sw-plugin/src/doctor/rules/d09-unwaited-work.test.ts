import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnoseOptions } from '../history.ts';
import { type Logbook, logbook } from '../logbook.ts';

const found = ({ entries }: Logbook, options?: DiagnoseOptions) =>
  diagnose(entries, options).filter(({ rule }) => rule === 'D9');

const error = { name: 'Error', message: 'HTTP 500' };
const waited = [{ method: 'waitUntil', at: 0, state: 'fulfilled', settled: 4 }] as const;

describe('D9, work without waitUntil', () => {
  it('speaks of a call that an event made after it had ended', () => {
    const log = logbook();
    const click = log.event('notificationclick', {});
    const open = log.call('clients.openWindow()', { after: 100, parent: click.span });
    expect(found(log)[0]?.entries).toContain(open.start.id);
  });

  it('speaks of a rejection right after the only event, which waited for nothing', () => {
    const log = logbook();
    log.event('sync', {});
    log.write('Unhandled rejection', { after: 50, detail: { error } });
    expect(found(log)).toMatchObject([{ severity: 'warning', count: 1 }]);
    expect(diagnose(log.entries).map(({ rule }) => rule)).toEqual(['D9']);
  });

  it('is silent about handlers that only do synchronous work', () => {
    const log = logbook();
    log.event('notificationclose', {});
    log.event('sync', {});
    expect(diagnose(log.entries)).toEqual([]);
  });

  it('is silent when the event waited, or the rejection came long after', () => {
    const log = logbook();
    log.event('sync', { ends: { extensions: waited } });
    log.write('Unhandled rejection', { after: 50, detail: { error } });
    log.event('sync', { after: 5_000 });
    log.write('Unhandled rejection', { after: 5_000, detail: { error } });
    expect(found(log)).toEqual([]);
  });

  it('leaves a late notification to D3, and a click by the user alone', () => {
    const log = logbook();
    const push = log.event('push', { ends: { shown: 0, outcome: 'silent', visibleClients: 0 } });
    log.call('showNotification()', { after: 100, parent: push.span });
    log.event('notificationclick', { after: 900, parent: push.span, begins: { action: 'later' } });
    expect(found(log)).toEqual([]);
  });

  it('only mentions a request that did not get through: it may be that of a timer', () => {
    for (const [message, severity] of [
      ['Failed to fetch', 'info'],
      ['x is not a function', 'warning'],
    ] as const) {
      const log = logbook();
      log.event('sync', {});
      log.write('Unhandled rejection', { after: 50, detail: { error: { name: 'TypeError', message } } });
      expect(found(log), message).toMatchObject([{ severity }]);
    }
  });
});
