import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnoseOptions } from '../history.ts';
import { type Logbook, logbook } from '../logbook.ts';

const found = ({ entries }: Logbook, options?: DiagnoseOptions) =>
  diagnose(entries, options).filter(({ rule }) => rule === 'D15');

const at = (script: string, boot: string) => ({ boot, scriptURL: `https://app.example/${script}` });

describe('D15, two scripts for one scope', () => {
  it('warns of a script that was replaced, and is sure when it comes back', () => {
    const log = logbook();
    const mine = log.write('Worker started', at('sw.js', 'w1'));
    const theirs = log.write('Worker started', at('push-sdk-worker.js', 'w2'));
    expect(found(log)).toMatchObject([{ severity: 'warning', entries: [theirs.id, mine.id] }]);
    log.write('Worker started', at('sw.js', 'w3'));
    expect(found(log)[0]?.severity).toBe('error');
  });

  it('is silent about new versions of one script', () => {
    const log = logbook();
    for (const [index, name] of [
      'sw.js',
      'sw.js?v=2',
      'sw-3f9a1c0d.js',
      'sw.v3.js',
      'sw-1.4.2.js',
    ].entries()) {
      log.write('Worker started', at(name, `w${index}`));
    }
    expect(diagnose(log.entries)).toEqual([]);
  });

  it('is silent about two scopes', () => {
    const log = logbook();
    log.write('Worker started', at('sw.js', 'w1'));
    log.write('Worker started', { ...at('push-sdk-worker.js', 'w2'), scope: 'https://app.example/push/' });
    log.write('Worker started', at('sw.js', 'w3'));
    expect(diagnose(log.entries)).toEqual([]);
  });
});
