import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnoseOptions } from '../history.ts';
import { type Logbook, logbook } from '../logbook.ts';

const found = ({ entries }: Logbook, options?: DiagnoseOptions) =>
  diagnose(entries, options).filter(({ rule }) => rule === 'D13');

describe('D13, no handler', () => {
  it('speaks of an event that nobody listened to', () => {
    const log = logbook();
    log.event('sync', { instanceId: 'outbox', begins: { listeners: 0 } });
    expect(found(log)).toMatchObject([{ severity: 'error', title: 'The worker has no sync listener' }]);
  });

  it('is silent about events that need no handler', () => {
    const log = logbook();
    log.event('notificationclose', { begins: { listeners: 0 } });
    log.event('install', { begins: { listeners: 0 } });
    log.event('activate', { begins: { listeners: 0 } });
    expect(diagnose(log.entries)).toEqual([]);
  });

  it('is silent where a handler was there that could not be counted', () => {
    const log = logbook();
    const extensions = [{ method: 'waitUntil', at: 0, state: 'fulfilled', settled: 4 }] as const;
    log.event('sync', { begins: { listeners: 0 }, ends: { extensions } });
    log.event('push', { begins: { listeners: 0 }, ends: { shown: 1 } });
    expect(diagnose(log.entries)).toEqual([]);
  });
});
