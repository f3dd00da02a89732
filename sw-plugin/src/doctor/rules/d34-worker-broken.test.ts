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

  const script = 'https://support.customer-portal.example/firebase-messaging-sw.js';
  const refused = (name: string, reason: string, of = 'https://support.customer-portal.example') => ({
    error: {
      name,
      message: `Failed to register a ServiceWorker for scope ('${of}/firebase-cloud-messaging-push-scope') with script ('${of}/firebase-messaging-sw.js'): ${reason}`,
    },
  });

  it('says the reason that comes behind long addresses', () => {
    const log = logbook();
    const ends = refused('SecurityError', "The script has an unsupported MIME type ('text/html').");
    log.call('register()', { ...page, begins: { url: script }, ends });
    expect(found(log)[0]?.cause).toContain("unsupported MIME type ('text/html')");
    const longer = logbook();
    const long = refused(
      'TypeError',
      'A bad HTTP response code (404) was received.',
      `https://${'x'.repeat(3_000)}`,
    );
    longer.call('register()', { ...page, begins: { url: script }, ends: long });
    expect(found(longer)[0]?.cause).toContain('(404)');
  });

  it('names what the worker threw while it was tried, and nothing that another worker threw', () => {
    const write = (who: { boot: string; scriptURL: string }): Logbook => {
      const log = logbook();
      log.write('Worker started');
      log.event('push', { ends: { shown: 1 } });
      const ends = refused('TypeError', 'ServiceWorker script evaluation failed');
      log.call('register()', { ...page, begins: { url: script }, ends });
      const error = { name: 'NetworkError', message: "The script at '/workbox.js' failed to load." };
      log.write('Uncaught error', { ...who, detail: { error } });
      log.write('Worker started', who);
      return log;
    };
    const told = write({ boot: 'w2', scriptURL: script });
    expect(diagnose(told.entries)).toHaveLength(1);
    expect(found(told)[0]?.cause).toContain(
      "In it: NetworkError: The script at '/workbox.js' failed to load.",
    );
    expect(found(write({ boot: 'w2', scriptURL: 'https://app.example/sw.js' }))[0]?.cause).not.toContain(
      'In it',
    );
    expect(found(write({ boot: 'w1', scriptURL: script }))[0]?.cause).not.toContain('In it');
  });

  it('warns where the server keeps new versions of a worker away, and says that the old one goes on', () => {
    const write = (reason: string): Logbook => {
      const log = logbook();
      log.event('push', { ends: { shown: 1 } });
      const ends = {
        error: { name: 'SecurityError', message: `Failed to register a ServiceWorker: ${reason}` },
      };
      log.call('register()', { ...page, begins: { url: '/sw.js' }, ends });
      return log;
    };
    const [finding] = found(write('The script resource is behind a redirect, which is disallowed.'));
    expect(finding).toMatchObject({ severity: 'warning', title: 'The service worker could not be updated' });
    expect(finding?.cause).toMatch(/login.*goes on/);
    // The same script for more than its folder is no update.
    const wider = write("The path of the provided scope ('/') is not under the max scope allowed ('/js/').");
    expect(found(wider)).toMatchObject([{ severity: 'error', title: expect.stringContaining('registered') }]);
  });

  it('alarms nobody where a person blocks cookies, or the page was left', () => {
    const log = logbook();
    const blocked = refused('NotSupportedError', 'The user denied permission to use Service Worker.');
    log.call('register()', { ...page, ends: blocked });
    const left = { name: 'InvalidStateError', message: 'The document is in an invalid state.' };
    log.call('register()', { ...page, ends: { error: left } });
    expect(found(log).map(({ severity }) => severity)).toEqual(['warning', 'info']);
  });

  it('is silent about success, and about errors later on', () => {
    const log = logbook();
    log.call('register()', page);
    log.write('Uncaught error', { detail: { error: { name: 'Error', message: 'in a timer' } } });
    expect(found(log)).toEqual([]);
  });
});
