import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnoseOptions } from '../history.ts';
import { type Logbook, logbook } from '../logbook.ts';

const found = ({ entries }: Logbook, options?: DiagnoseOptions) =>
  diagnose(entries, options).filter(({ rule }) => rule === 'D36');

describe('D36, storage nearly full', () => {
  it('tells when 80% is in use', () => {
    const log = logbook();
    log.write('Storage state', { detail: { usage: 85, quota: 100, persisted: false } });
    expect(found(log).map(({ severity }) => severity)).toEqual(['info']);
  });

  it('is silent while there is room, and goes by the newest state', () => {
    const log = logbook();
    log.write('Storage state', { detail: { usage: 99, quota: 100 } });
    log.write('Storage state', { detail: { usage: 10, quota: 100, persisted: false } });
    expect(diagnose(log.entries)).toEqual([]);
  });
});
