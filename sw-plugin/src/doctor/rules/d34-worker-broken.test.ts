import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnoseOptions } from '../history.ts';
import { type Logbook, logbook } from '../logbook.ts';

const found = ({ entries }: Logbook, options?: DiagnoseOptions) =>
  diagnose(entries, options).filter(({ rule }) => rule === 'D34');

const page = { context: 'page', boot: 'p1', scope: '' } as const;
const network = {
  error: {
    name: 'TypeError',
    message: 'Failed to register a ServiceWorker: A bad HTTP response code (404) was received',
  },
};

describe('D34, worker cannot start', () => {
  it('speaks of a refused registration', () => {
    const log = logbook();
    log.call('register()', { ...page, begins: { url: '/sw.js' }, ends: network });
    expect(found(log)).toMatchObject([{ severity: 'error' }]);
    expect(found(log)[0]?.cause).toContain('"/sw.js"');
  });

  it('is no alarm where a worker is there and only the update failed', () => {
    const log = logbook();
    log.call('register()', { ...page, scope: 'https://app.example/', ends: network });
    expect(found(log)[0]?.severity).toBe('info');
  });

  it('tells a second script, which was never there, from an update of one that is', () => {
    const log = logbook();
    const scope = 'https://app.example/';
    const scriptURL = 'https://app.example/sw.js';
    log.write('Worker started', { boot: 'w2', scriptURL: 'https://app.example/part/sw.js' });
    log.call('register()', { ...page, scope, scriptURL, begins: { url: '/sw.js?v=2' }, ends: network });
    log.call('register()', { ...page, scope, scriptURL, begins: { url: 'part/sw.js' }, ends: network });
    expect(found(log).map(({ severity }) => severity)).toEqual(['error', 'info']);
    log.event('push', { boot: 'w2', scriptURL: 'https://app.example/part/sw.js', ends: { shown: 1 } });
    expect(found(log)).toMatchObject([{ severity: 'info', count: 2 }]);
  });

  it('is silent about success, and about errors later on', () => {
    const log = logbook();
    log.call('register()', page);
    log.write('Uncaught error', { detail: { error: { name: 'Error', message: 'in a timer' } } });
    expect(found(log)).toEqual([]);
  });
});
