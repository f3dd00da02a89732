import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnoseOptions } from '../history.ts';
import { type Logbook, logbook } from '../logbook.ts';

const found = ({ entries }: Logbook, options?: DiagnoseOptions) =>
  diagnose(entries, options).filter(({ rule }) => rule === 'D37');

describe('D37, other instrumentation', () => {
  it('names who patches the same methods', () => {
    const log = logbook();
    log.write('Worker started', { detail: { patchedBy: ['zone.js'] } });
    expect(found(log)).toMatchObject([{ severity: 'info', title: 'zone.js patches the same methods' }]);
  });

  it('is silent when nobody does', () => {
    const log = logbook();
    log.write('Worker started', { detail: { patchedBy: [] } });
    log.write('Worker started', { boot: 'w2' });
    expect(diagnose(log.entries)).toEqual([]);
  });
});
