import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnoseOptions } from '../history.ts';
import { type Logbook, logbook } from '../logbook.ts';

const found = ({ entries }: Logbook, options?: DiagnoseOptions) =>
  diagnose(entries, options).filter(({ rule }) => rule === 'D23');

const error = { name: 'Error', message: 'HTTP 503' };
const failed = {
  outcome: 'failed',
  error,
  extensions: [{ method: 'waitUntil', at: 0, state: 'rejected', error }],
} as const;

describe('D23, sync retried', () => {
  it('tells, by tag, that there will be another attempt', () => {
    const log = logbook();
    log.event('sync', { instanceId: 'outbox', ends: failed });
    const { span } = log.event('sync', { instanceId: 'outbox', after: 300_000, ends: failed });
    log.write('Sync retried', { service: 'backgroundSync', span, inferred: true, detail: { attempt: 2 } });
    expect(found(log)).toMatchObject([{ severity: 'info', count: 2, instanceId: 'outbox' }]);
    expect(found(log)[0]?.cause).toContain('Attempt 2');
  });

  it('is silent about success, the last chance, and a handler that threw', () => {
    const log = logbook();
    log.event('sync', { instanceId: 'outbox' });
    log.event('sync', { instanceId: 'outbox', begins: { lastChance: true }, ends: failed });
    log.event('sync', { instanceId: 'outbox', ends: { outcome: 'failed', threw: true, error } });
    expect(found(log)).toEqual([]);
  });
});
