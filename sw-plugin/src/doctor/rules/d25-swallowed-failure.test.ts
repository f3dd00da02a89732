import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnoseOptions } from '../history.ts';
import { type Logbook, logbook } from '../logbook.ts';

const found = ({ entries }: Logbook, options?: DiagnoseOptions) =>
  diagnose(entries, options).filter(({ rule }) => rule === 'D25');

const extensions = [{ method: 'waitUntil', at: 0, state: 'fulfilled', settled: 4 }] as const;

describe('D25, swallowed failure', () => {
  it('speaks of a rejection inside a sync that counts as done', () => {
    const log = logbook();
    const sync = log.event('sync', { instanceId: 'outbox', lasts: 50, ends: { extensions } });
    const error = { name: 'Error', message: 'The server said 500' };
    log.write('Unhandled rejection', { parent: sync.span, detail: { error } });
    expect(found(log)).toMatchObject([{ severity: 'warning', instanceId: 'outbox' }]);
  });

  it('only mentions a request that did not get through: it may be that of a timer', () => {
    const log = logbook();
    const sync = log.event('sync', { instanceId: 'outbox', lasts: 50, ends: { extensions } });
    const error = { name: 'TypeError', message: 'Failed to fetch' };
    log.write('Unhandled rejection', { parent: sync.span, detail: { error } });
    expect(found(log)).toMatchObject([{ severity: 'info', instanceId: 'outbox' }]);
  });

  it('is silent about a sync in which nothing failed, and a guess', () => {
    const log = logbook();
    const sync = log.event('sync', { instanceId: 'outbox', lasts: 50, ends: { extensions } });
    log.write('Unhandled rejection', { parent: sync.span, parentGuess: true, detail: {} });
    expect(diagnose(log.entries)).toEqual([]);
  });

  it('does not blame a sync that happened to be open while requests were being answered', () => {
    const log = logbook();
    const sync = log.event('sync', { instanceId: 'outbox', lasts: 50, ends: { extensions } });
    const error = { name: 'TypeError', message: 'Failed to fetch' };
    log.write('Unhandled rejection', { parent: sync.span, detail: { error, unwatched: ['fetch'] } });
    log.write('Unhandled rejection', { parent: sync.span, parentGuess: true, detail: { error } });
    expect(diagnose(log.entries)).toEqual([]);
  });
});
