import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnoseOptions } from '../history.ts';
import { type Logbook, logbook } from '../logbook.ts';

const found = ({ entries }: Logbook, options?: DiagnoseOptions) =>
  diagnose(entries, options).filter(({ rule }) => rule === 'D7');

const error = { name: 'TypeError', message: 'undefined is not an object' };

describe('D7, handler threw', () => {
  it('speaks although the browser says Success', () => {
    const log = logbook();
    const metadata = { Status: 'Success' };
    log.event('push', { metadata, ends: { outcome: 'failed', threw: true, error, shown: 1 } });
    expect(found(log)).toMatchObject([{ severity: 'error', count: 1 }]);
    expect(found(log)[0]?.title).toContain('TypeError');
  });

  it('is silent about handlers that return, and about the error a simulated event causes', () => {
    const log = logbook();
    log.event('sync', {});
    const refused = {
      name: 'InvalidStateError',
      message: 'Can not call waitUntil on a script constructed ExtendableEvent',
    };
    log.event('push', { trusted: false, ends: { outcome: 'failed', threw: true, error: refused } });
    expect(diagnose(log.entries)).toEqual([]);
  });
});
