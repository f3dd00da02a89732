import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnoseOptions } from '../history.ts';
import { type Logbook, logbook } from '../logbook.ts';

const found = ({ entries }: Logbook, options?: DiagnoseOptions) =>
  diagnose(entries, options).filter(({ rule }) => rule === 'D2');

const silent = { outcome: 'silent', shown: 0, visibleClients: 0 } as const;

describe('D2, strikes', () => {
  it('warns at the second silent push in WebKit, and tells of the loss at the third', () => {
    const log = logbook();
    log.event('push', { ends: silent });
    expect(found(log, { engine: 'webkit' })).toEqual([]);
    log.event('push', { ends: { shown: 1 } });
    log.event('push', { ends: silent });
    expect(found(log, { engine: 'webkit' })[0]).toMatchObject({
      severity: 'error',
      title: expect.stringContaining('about to'),
    });
    log.event('push', { ends: silent });
    expect(found(log, { engine: 'webkit' })[0]?.title).toContain('three silent pushes');
  });

  it('is silent in engines that count no strikes, and where the engine is unknown', () => {
    const log = logbook();
    for (let i = 0; i < 5; i++) log.event('push', { ends: silent });
    for (const engine of ['chromium', 'firefox', undefined] as const)
      expect(found(log, { engine })).toEqual([]);
  });

  it('starts over with a new subscription', () => {
    const log = logbook();
    log.event('push', { ends: silent });
    log.event('push', { ends: silent });
    log.call('unsubscribe()', { after: 100 });
    log.event('push', { after: 100, ends: silent });
    expect(found(log, { engine: 'webkit' })).toEqual([]);
  });

  it('reads the engine from the log', () => {
    const log = logbook();
    const userAgent =
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Mobile/15E148 Safari/604.1';
    log.write('Worker started', { detail: { userAgent } });
    log.event('push', { ends: silent });
    log.event('push', { ends: silent });
    expect(found(log)).toHaveLength(1);
  });
});
