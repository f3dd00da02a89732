import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnoseOptions } from '../history.ts';
import { type Logbook, logbook } from '../logbook.ts';

const found = ({ entries }: Logbook, options?: DiagnoseOptions) =>
  diagnose(entries, options).filter(({ rule }) => rule === 'D5');

const silent = { outcome: 'silent', shown: 0 } as const;

describe('D5, suppressed in sight', () => {
  it('is an error in WebKit and harmless in Chromium', () => {
    const log = logbook();
    log.event('push', { ends: { ...silent, visibleClients: 2 } });
    expect(found(log, { engine: 'webkit' })[0]?.severity).toBe('error');
    expect(found(log, { engine: 'chromium' })[0]?.severity).toBe('info');
    expect(found(log)[0]?.severity).toBe('warning');
  });

  it('is silent when no window was visible, or a notification was shown', () => {
    const log = logbook();
    log.event('push', { ends: { ...silent, visibleClients: 0 } });
    log.event('push', { ends: { shown: 1, visibleClients: 1 } });
    expect(found(log, { engine: 'webkit' })).toEqual([]);
  });

  it('is silent when that is not why: nobody listened, or waitUntil() came too late', () => {
    const log = logbook();
    const extensions = [{ method: 'waitUntil', at: 100, state: 'late' }] as const;
    log.event('push', { begins: { listeners: 0 }, ends: { ...silent, visibleClients: 1 } });
    log.event('push', { ends: { ...silent, visibleClients: 1, extensions } });
    expect(found(log)).toEqual([]);
  });

  it('has what the handler did for its title, and the visible window as why it passed', () => {
    const log = logbook();
    log.event('push', { ends: { ...silent, visibleClients: 1 } });
    const [finding] = found(log, { engine: 'chromium' });
    expect(finding?.title).toBe('The push handler finished without calling showNotification()');
    expect(finding?.cause).toContain('visible then, and therefore this browser let it pass');
  });
});
