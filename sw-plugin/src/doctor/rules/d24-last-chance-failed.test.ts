import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnoseOptions } from '../history.ts';
import { type Logbook, logbook } from '../logbook.ts';

const found = ({ entries }: Logbook, options?: DiagnoseOptions) =>
  diagnose(entries, options).filter(({ rule }) => rule === 'D24');

const error = { name: 'Error', message: 'HTTP 503' };
const failed = {
  outcome: 'failed',
  error,
  extensions: [{ method: 'waitUntil', at: 0, state: 'rejected', error }],
} as const;

describe('D24, last chance failed', () => {
  it('speaks although the browser calls it completed', () => {
    const log = logbook();
    log.event('sync', { instanceId: 'outbox', metadata: { 'Last Chance': 'Yes' }, ends: failed });
    expect(found(log)).toMatchObject([{ severity: 'error', instanceId: 'outbox' }]);
    expect(found(log)[0]?.cause).toContain('HTTP 503');
  });

  it('is silent when the last chance was taken, and while there are others', () => {
    const log = logbook();
    log.event('sync', { instanceId: 'outbox', begins: { lastChance: true } });
    log.event('sync', { instanceId: 'outbox', begins: { lastChance: false }, ends: failed });
    expect(found(log)).toEqual([]);
  });

  it('is silent when the handler registers the tag again', () => {
    const log = logbook();
    const sync = log.event('sync', {
      instanceId: 'outbox',
      lasts: 40,
      begins: { lastChance: true },
      ends: failed,
    });
    log.call('sync.register()', { instanceId: 'outbox', parent: sync.span });
    expect(found(log)).toEqual([]);
  });
});
