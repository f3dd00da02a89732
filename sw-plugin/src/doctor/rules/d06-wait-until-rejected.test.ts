import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnoseOptions } from '../history.ts';
import { type Logbook, logbook } from '../logbook.ts';

const found = ({ entries }: Logbook, options?: DiagnoseOptions) =>
  diagnose(entries, options).filter(({ rule }) => rule === 'D6');

const rejected = (error: { name: string; message: string }) =>
  ({
    outcome: 'failed',
    error,
    shown: 1,
    extensions: [{ method: 'waitUntil', at: 0, state: 'rejected', settled: 4, error }],
  }) as const;

describe('D6, waitUntil rejected', () => {
  it('says which event, and with what', () => {
    const log = logbook();
    log.event('push', { ends: rejected({ name: 'TypeError', message: 'Failed to fetch' }) });
    expect(found(log)).toMatchObject([{ severity: 'error', title: expect.stringContaining('push event') }]);
    expect(found(log)[0]?.cause).toContain('TypeError: Failed to fetch');
  });

  it('says of an install what becomes of the version', () => {
    const log = logbook();
    const message = "Failed to execute 'addAll' on 'Cache': Request failed";
    log.event('install', { ends: rejected({ name: 'TypeError', message }) });
    log.event('push', { ends: rejected({ name: 'TypeError', message }) });
    expect(found(log).map(({ cause }) => cause.includes('throws this version away'))).toEqual([false, true]);
  });

  it('makes one finding per error, not per event', () => {
    const log = logbook();
    log.event('push', { ends: rejected({ name: 'Error', message: 'a' }) });
    log.event('push', { ends: rejected({ name: 'Error', message: 'a' }) });
    log.event('push', { ends: rejected({ name: 'Error', message: 'b' }) });
    expect(
      found(log)
        .map(({ count }) => count)
        .sort(),
    ).toEqual([1, 2]);
  });

  it('is no alarm when a sync asks for another attempt, but is for a bug in it', () => {
    const log = logbook();
    log.event('sync', { ends: rejected({ name: 'TypeError', message: 'Failed to fetch' }) });
    expect(found(log)[0]?.severity).toBe('info');
    log.event('sync', { ends: rejected({ name: 'ReferenceError', message: 'x is not defined' }) });
    expect(found(log)[0]?.severity).toBe('error');
  });

  it('does not call it a denied permission that no worker may start a background fetch', () => {
    const log = logbook();
    const error = {
      name: 'NotAllowedError',
      message:
        "Failed to execute 'fetch' on 'BackgroundFetchManager': backgroundFetch.fetch() is not allowed in service worker environments.",
    };
    const push = log.event('push', { lasts: 50, ends: rejected(error) });
    log.call('backgroundFetch.fetch()', { parent: push.span, after: -40, ends: { error } });
    const findings = diagnose(log.entries);
    expect(findings.length).toBeGreaterThan(0);
    for (const { cause, fix } of findings) {
      expect(cause).toContain('only in pages, not in a worker');
      expect(cause).not.toMatch(/permission/i);
      expect(fix).toContain('in a page');
    }
    expect(findings.map(({ rule }) => rule)).toContain('D6');
  });

  it('leaves the last chance of a sync to D24', () => {
    const log = logbook();
    log.event('sync', {
      begins: { lastChance: true },
      ends: rejected({ name: 'Error', message: 'HTTP 503' }),
    });
    expect(diagnose(log.entries).map(({ rule }) => rule)).toEqual(['D24']);
  });

  it('is silent about fulfilled promises, and simulated events', () => {
    const log = logbook();
    const extensions = [{ method: 'waitUntil', at: 0, state: 'fulfilled', settled: 4 }] as const;
    log.event('push', { ends: { shown: 1, extensions } });
    log.event('push', { trusted: false, ends: rejected({ name: 'Error', message: '' }) });
    expect(diagnose(log.entries)).toEqual([]);
  });

  it('knows a request that cannot be made from one that did not get through', () => {
    const log = logbook();
    const message =
      "Failed to execute 'fetch' on 'WorkerGlobalScope': Cannot construct a Request with a Request object that has already been used.";
    const error = {
      name: 'TypeError',
      message,
      stack: 'TypeError: x\n    at send (https://app.example/sw.js:14:9)',
    };
    log.event('sync', {
      instanceId: 'notes',
      ends: {
        outcome: 'failed',
        error,
        extensions: [{ method: 'waitUntil', at: 0, state: 'rejected', settled: 4, error }],
      },
    });
    const [finding] = diagnose(log.entries).filter(({ rule }) => rule === 'D6');
    expect(finding).toMatchObject({ severity: 'error' });
    expect(finding?.cause).toMatch(/already been used.*\(sw\.js:14\).*programming error/);
  });

  it('only mentions a payment that was called off', () => {
    for (const [name, severity] of [
      ['AbortError', 'info'],
      ['TypeError', 'error'],
    ] as const) {
      const log = logbook();
      const error = { name, message: 'The wallet was closed.' };
      log.event('paymentrequest', {
        metadata: { Type: 'PAYMENT_EVENT_REJECT' },
        ends: {
          outcome: 'failed',
          error,
          extensions: [{ method: 'respondWith', at: 0, state: 'rejected', settled: 9, error }],
        },
      });
      expect(diagnose(log.entries)).toMatchObject([{ rule: 'D6', severity }]);
    }
  });
});
