import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnoseOptions } from '../history.ts';
import { type Logbook, logbook } from '../logbook.ts';

const found = ({ entries }: Logbook, options?: DiagnoseOptions) =>
  diagnose(entries, options).filter(({ rule }) => rule === 'D38');

const error = { name: 'Error', message: 'nobody cares' };
const extensions = [{ method: 'waitUntil', at: 0, state: 'fulfilled', settled: 4 }] as const;

describe('D38, uncaught', () => {
  it('speaks of a rejection while no event is being handled', () => {
    const log = logbook();
    log.event('sync', { ends: { extensions } });
    const rejection = log.write('Unhandled rejection', { after: 500, detail: { error } });
    expect(found(log)).toMatchObject([{ severity: 'warning', entries: [rejection.id] }]);
  });

  it('is silent when it belongs to an event, or happened during one', () => {
    const log = logbook();
    const sync = log.event('sync', { lasts: 90, ends: { extensions } });
    log.write('Unhandled rejection', { parent: sync.span, detail: { error } });
    log.write('Uncaught error', { detail: { error } });
    expect(found(log)).toEqual([]);
  });

  it('is silent when the event itself tells of the same error', () => {
    const log = logbook();
    const rejected = [{ method: 'waitUntil', at: 0, state: 'rejected', settled: 4, error }] as const;
    log.event('sync', { ends: { outcome: 'failed', error, extensions: rejected } });
    log.write('Unhandled rejection', { after: 5, detail: { error } });
    const late = { name: 'InvalidStateError', message: 'The event handler is already finished' };
    const push = log.event('push', { after: 3_000, ends: { shown: 1, extensions } });
    log.write('waitUntil() called late', {
      after: 50,
      service: 'pushMessaging',
      span: push.span,
      detail: { error: late },
    });
    log.write('Uncaught error', { detail: { error: late } });
    expect(found(log)).toEqual([]);
  });

  it('is silent in pages, and about what Chromium rejects by itself', () => {
    const log = logbook();
    log.write('Unhandled rejection', { context: 'page', boot: 'p1', detail: { error } });
    const preload = {
      name: 'AbortError',
      message: 'The service worker navigation preload request was cancelled before preloadResponse settled.',
    };
    log.write('Unhandled rejection', { detail: { error: preload } });
    expect(diagnose(log.entries)).toEqual([]);
  });

  it('leaves what register() was rejected with to D34', () => {
    const log = logbook();
    const page = { context: 'page', boot: 'p1' } as const;
    log.write('Uncaught error', { after: 50, detail: { error } });
    log.call('register()', {
      ...page,
      after: -40,
      lasts: 60,
      ends: { error: { ...error, name: 'TypeError' } },
    });
    expect(found(log)).toEqual([]);
    log.write('Uncaught error', { boot: 'w2', after: 5_000, detail: { error } });
    expect(found(log)).toHaveLength(1);
  });

  it('is silent about requests that did not get through: a cache-first worker, offline', () => {
    const log = logbook();
    for (const message of [
      'Failed to fetch',
      'Load failed',
      'NetworkError when attempting to fetch resource.',
    ]) {
      const failed = { name: 'TypeError', message };
      log.write('Unhandled rejection', { after: 500, detail: { error: failed, unwatched: ['fetch'] } });
      log.write('Unhandled rejection', { after: 500, detail: { error: failed } });
    }
    expect(diagnose(log.entries)).toEqual([]);
  });

  it('is silent about the same in the words of a host that answers requests, and not about its bugs', () => {
    const log = logbook();
    const write = (name: string, message: string, unwatched: readonly string[]) =>
      log.write('Unhandled rejection', { after: 2_000, detail: { error: { name, message }, unwatched } });
    write('no-response', 'no-response :: [{"url":"https://app.example/post","error":{}}]', ['fetch']);
    write('Error', 'Network request failed', ['fetch', 'message']);
    write('HttpError', 'The device is offline', ['fetch']);
    expect(diagnose(log.entries)).toEqual([]);
    const bugs = [
      write('TypeError', 'network.find is not a function', ['fetch']),
      write('Error', 'The device is offline', ['message']),
      write('Error', 'nobody cares', ['fetch']),
    ];
    expect(found(log).map(({ entries }) => entries)).toEqual(
      expect.arrayContaining(bugs.map(({ id }) => [id])),
    );
    expect(found(log)).toHaveLength(3);
  });

  it('does not say that no event was being handled, but what it may come from', () => {
    const log = logbook();
    log.write('Unhandled rejection', { after: 500, detail: { error, unwatched: ['fetch', 'message'] } });
    expect(found(log)[0]?.cause).toContain('a fetch or message handler');
    expect(found(log)[0]?.cause).not.toMatch(/no event was being handled|in a timer/);
  });

  it('is silent about the refusal of a call that nobody handled: that is a finding by itself, and the only one', () => {
    for (const [label, rule, error] of [
      ['backgroundFetch.fetch()', 'D30', { name: 'TypeError', message: 'There is no such thing.' }],
      ['sync.register()', 'D27', { name: 'InvalidStateError', message: 'Registration failed.' }],
      [
        'clients.openWindow()',
        'D31',
        { name: 'InvalidAccessError', message: 'Not allowed to open a window.' },
      ],
      ['showNotification()', 'D39', { name: 'TypeError', message: 'No permission.' }],
    ] as const) {
      const log = logbook();
      log.write('Worker started');
      log.call(label, { after: 20_000, ends: { error } });
      log.write('Unhandled rejection', { after: 20, detail: { error } });
      expect(
        diagnose(log.entries).map((finding) => finding.rule),
        label,
      ).toEqual([rule]);
      // Another failure is another finding.
      log.write('Unhandled rejection', { after: 20, detail: { error: { ...error, message: 'another' } } });
      expect(diagnose(log.entries).map((finding) => finding.rule)).toContain('D38');
    }
  });

  it('speaks of an error that was thrown during an event by something else than its handler', () => {
    const log = logbook();
    const push = log.event('push', { lasts: 3_000, ends: { shown: 1, extensions } });
    log.call('showNotification()', { parent: push.span });
    log.write('Uncaught error', { after: 20, parent: push.span, detail: { error } });
    expect(diagnose(log.entries)).toMatchObject([{ rule: 'D38', severity: 'warning', count: 1 }]);
    expect(found(log)[0]?.cause).toContain('while a push event was being handled');
    // What the handler threw is told by D7, however long the event went on; and a guess is no proof.
    const thrown = logbook();
    const long = thrown.event('push', { lasts: 9_000, ends: { shown: 1, threw: true, error, extensions } });
    thrown.call('showNotification()', { parent: long.span });
    thrown.write('Uncaught error', { parent: long.span, detail: { error } });
    thrown.write('Uncaught error', {
      parent: long.span,
      parentGuess: true,
      detail: { error: { ...error, name: 'Other' } },
    });
    expect(diagnose(thrown.entries).map(({ rule }) => rule)).toEqual(['D7']);
  });
});
