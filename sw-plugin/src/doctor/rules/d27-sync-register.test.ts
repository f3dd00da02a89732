import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnoseOptions } from '../history.ts';
import { type Logbook, logbook } from '../logbook.ts';

const found = ({ entries }: Logbook, options?: DiagnoseOptions) =>
  diagnose(entries, options).filter(({ rule }) => rule === 'D27');

const page = { context: 'page', boot: 'p1' } as const;

describe('D27, sync.register() refused', () => {
  it('says why', () => {
    const log = logbook();
    const error = { name: 'NotAllowedError', message: 'Permission denied.' };
    log.call('sync.register()', { ...page, instanceId: 'outbox', ends: { error } });
    expect(found(log)).toMatchObject([{ severity: 'error', instanceId: 'outbox' }]);
    expect(found(log)[0]?.cause).toContain('Brave');
  });

  it('speaks of a call that never settled in a page that lives on', () => {
    const log = logbook();
    log.call('sync.register()', { ...page, lasts: null });
    log.write('Storage state', { ...page, after: 120_000 });
    expect(found(log)[0]?.title).toContain('never settled');
  });

  it('is silent when the page was closed, or the call is young', () => {
    const log = logbook();
    log.call('sync.register()', { ...page, lasts: null });
    log.write('Storage state', { ...page, after: 1_000 });
    log.write('Storage state', { ...page, boot: 'p2', after: 600_000 });
    expect(found(log, { alive: new Set(['p2']) })).toEqual([]);
    expect(found(log)).toEqual([]);
  });

  it('is silent about success', () => {
    const log = logbook();
    log.call('sync.register()', { ...page, instanceId: 'outbox' });
    expect(diagnose(log.entries)).toEqual([]);
  });
});
