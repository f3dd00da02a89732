import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnoseOptions } from '../history.ts';
import { type Logbook, logbook } from '../logbook.ts';

const found = ({ entries }: Logbook, options?: DiagnoseOptions) =>
  diagnose(entries, options).filter(({ rule }) => rule === 'D17');

const silent = { outcome: 'silent', shown: 0, visibleClients: 0 } as const;
const ngsw = { scriptURL: 'https://app.example/ngsw-worker.js' };

describe('D17, payload of the wrong shape', () => {
  it('speaks when Angular gets no notification to show', () => {
    const log = logbook(ngsw);
    log.event('push', { begins: { payload: { bytes: 13, text: '{"title":"x"}' } }, ends: silent });
    expect(found(log)[0]?.title).toContain('Angular');
  });

  it('is silent when the payload is right, or the worker is nobody we know', () => {
    const right = logbook(ngsw);
    right.event('push', {
      begins: { payload: { bytes: 30, text: '{"notification":{"title":"x"}}' } },
      ends: silent,
    });
    expect(found(right)).toEqual([]);
    const own = logbook();
    own.event('push', { begins: { payload: { bytes: 13, text: '{"title":"x"}' } }, ends: silent });
    expect(found(own)).toEqual([]);
  });

  it('knows the library in a worker of another name by where its listener is', () => {
    for (const file of ['ngsw-worker.js', 'firebase-messaging-compat.js']) {
      const log = logbook({ scriptURL: 'https://app.example/combined-worker.js' });
      log.event('push', {
        begins: { payload: { bytes: 13, text: '{"title":"x"}' } },
        ends: { ...silent, sources: [`Error\n    at new Driver (https://app.example/${file}:2611:18)`] },
      });
      expect(found(log), file).toHaveLength(1);
    }
  });

  it('is silent when something was shown', () => {
    const log = logbook(ngsw);
    log.event('push', { begins: { payload: { bytes: 13, text: '{"title":"x"}' } }, ends: { shown: 1 } });
    expect(diagnose(log.entries)).toEqual([]);
  });

  it('is silent about Firebase with a page in sight, and where a wrapper has a listener of its own', () => {
    const payload = { bytes: 12, text: '{"data":{}}' };
    for (const [script, listeners, visibleClients] of [
      ['firebase-messaging-sw.js', 1, 1],
      ['ngsw-worker.js', 2, 0],
    ] as const) {
      const log = logbook({ scriptURL: `https://app.example/${script}` });
      log.event('push', {
        begins: { listeners, payload },
        ends: { outcome: 'silent', shown: 0, visibleClients },
      });
      expect(diagnose(log.entries).filter(({ rule }) => rule === 'D17')).toEqual([]);
    }
  });
});
