import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnoseOptions } from '../history.ts';
import { type Logbook, logbook } from '../logbook.ts';

const found = ({ entries }: Logbook, options?: DiagnoseOptions) =>
  diagnose(entries, options).filter(({ rule }) => rule === 'D28');

const handles = ['push', 'sync', 'periodicsync'];

describe('D28, service not supported', () => {
  it('tells what the worker listens for and the browser never fires', () => {
    const log = logbook();
    log.write('install event completed', { detail: { handles } });
    expect(
      found(log, { engine: 'firefox' })
        .map(({ title }) => title)
        .sort(),
    ).toEqual(['This browser has no Background Sync', 'This browser has no Periodic Background Sync']);
  });

  it('is silent in Chromium, in an unknown engine, and when the worker does not want it', () => {
    const log = logbook();
    log.write('install event completed', { detail: { handles } });
    expect(found(log, { engine: 'chromium' })).toEqual([]);
    expect(found(log)).toEqual([]);
    const plain = logbook();
    plain.write('install event completed', { detail: { handles: ['push'] } });
    expect(found(plain, { engine: 'webkit' })).toEqual([]);
  });
});
