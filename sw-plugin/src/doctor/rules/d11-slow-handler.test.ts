import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnoseOptions } from '../history.ts';
import { type Logbook, logbook } from '../logbook.ts';

const found = ({ entries }: Logbook, options?: DiagnoseOptions) =>
  diagnose(entries, options).filter(({ rule }) => rule === 'D11');

describe('D11, slow handler', () => {
  it('speaks when more than half of the time is used', () => {
    const log = logbook();
    log.event('push', { lasts: 50_000, ends: { shown: 1 } });
    log.event('sync', { lasts: 100_000 });
    expect(found(log)).toHaveLength(2);
  });

  it('is stricter with push in WebKit', () => {
    const log = logbook();
    log.event('push', { lasts: 12_000, ends: { shown: 1 } });
    expect(found(log)).toEqual([]);
    expect(found(log, { engine: 'webkit' })).toHaveLength(1);
  });

  it('is silent about a long install, and about payments, which wait for a person', () => {
    const log = logbook();
    log.event('install', { lasts: 60_000 });
    log.event('paymentrequest', { lasts: 280_000 });
    expect(diagnose(log.entries)).toEqual([]);
  });
});
