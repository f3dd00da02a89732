import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnoseOptions } from '../history.ts';
import { type Logbook, logbook } from '../logbook.ts';

const found = ({ entries }: Logbook, options?: DiagnoseOptions) =>
  diagnose(entries, options).filter(({ rule }) => rule === 'D1');

const silent = { outcome: 'silent', shown: 0 } as const;

describe('D1, push without notification', () => {
  it('speaks of a push that ended and showed nothing', () => {
    const log = logbook();
    const push = log.event('push', { ends: { ...silent, visibleClients: 0 } });
    const [finding, ...others] = found(log);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ severity: 'error', service: 'pushMessaging', count: 1, span: push.span });
    expect(finding?.entries).toEqual([push.end?.id, push.start.id]);
  });

  it('says what follows from it in this engine', () => {
    const log = logbook();
    log.event('push', { ends: { ...silent, visibleClients: 0 } });
    expect(found(log, { engine: 'webkit' })[0]?.cause).toContain('strike');
    expect(found(log, { engine: 'firefox' })[0]).toMatchObject({ severity: 'warning' });
    expect(found(log, { engine: 'firefox' })[0]?.cause).toContain('quota');
    expect(found(log, { engine: 'chromium' })[0]?.cause).toContain('generic notification');
  });

  it('says what waitUntil() was given where that is no promise, also in sight of a window (D5)', () => {
    const extensions = [
      { method: 'waitUntil', at: 0, state: 'fulfilled', settled: 0, given: 'undefined' },
    ] as const;
    const log = logbook();
    log.event('push', { ends: { ...silent, extensions, visibleClients: 0 } });
    expect(found(log, { engine: 'chromium' })[0]?.cause).toMatch(
      /waitUntil\(\) was given a value of type undefined.*forEach/,
    );
    const seen = logbook();
    seen.event('push', { ends: { ...silent, extensions, visibleClients: 1 } });
    const findings = diagnose(seen.entries, { engine: 'chromium' });
    expect(findings).toMatchObject([{ rule: 'D5', severity: 'info' }]);
    expect(findings[0]?.cause).toMatch(/of type undefined.*let it pass/);
    // One promise among them was waited for.
    const mixed = logbook();
    const promise = { method: 'waitUntil', at: 0, state: 'fulfilled', settled: 9 } as const;
    mixed.event('push', { ends: { ...silent, extensions: [...extensions, promise], visibleClients: 0 } });
    expect(found(mixed, { engine: 'chromium' })[0]?.cause).not.toContain('undefined');
  });

  it('names a notification that the worker tried to construct as the cause, in one finding', () => {
    const log = logbook();
    const push = log.event('push', { ends: { ...silent, extensions: [], visibleClients: 0 } });
    log.write('new Notification() threw', {
      service: 'notifications',
      span: 'n',
      parent: push.span,
      after: -1,
      detail: {
        phase: 'end',
        outcome: 'failed',
        error: { name: 'TypeError', message: 'Illegal constructor.' },
      },
    });
    const findings = diagnose(log.entries, { engine: 'chromium' });
    expect(findings.map(({ rule }) => rule)).toEqual(['D1']);
    expect(findings[0]?.cause).toMatch(
      /new Notification\(\) threw TypeError: Illegal constructor.*Only pages/,
    );
  });

  it('is silent when a notification was shown', () => {
    const log = logbook();
    const push = log.event('push', { lasts: 30, ends: { shown: 1 } });
    log.call('showNotification()', { parent: push.span });
    expect(diagnose(log.entries)).toEqual([]);
  });

  it('is silent in Chromium while a window is visible, and not in WebKit', () => {
    const log = logbook();
    log.event('push', { ends: { ...silent, visibleClients: 1 } });
    expect(found(log, { engine: 'chromium' })).toEqual([]);
    expect(found(log)).toEqual([]);
    expect(found(log, { engine: 'webkit' })).toHaveLength(1);
  });

  it('reads the count of visible windows also where it comes after the end', () => {
    const log = logbook();
    const push = log.event('push', { ends: silent });
    const detail = { visibleClients: 1 };
    log.write('No notification shown', { after: 20, service: 'pushMessaging', span: push.span, detail });
    expect(found(log, { engine: 'chromium' })).toEqual([]);
    expect(diagnose(log.entries, { engine: 'chromium' })).toMatchObject([{ rule: 'D5', severity: 'info' }]);
  });

  it('only warns where the number of visible windows is not known', () => {
    const log = logbook();
    const push = log.event('push', { ends: silent });
    expect(found(log, { engine: 'chromium' })[0]?.severity).toBe('warning');
    log.write('Generic notification shown', { service: 'pushMessaging', span: push.span, inferred: true });
    expect(found(log, { engine: 'chromium' })[0]?.severity).toBe('error');
  });

  it('is silent when an overlapping event, or a page, may have shown it', () => {
    const guessed = logbook();
    const other = guessed.event('push', { lasts: 60, ends: { shown: 1 } });
    guessed.event('push', { lasts: 50, ends: { ...silent, visibleClients: 0 } });
    guessed.call('showNotification()', { parent: other.span, parentGuess: true });
    expect(found(guessed)).toEqual([]);

    const page = logbook();
    page.event('push', { lasts: 50, ends: { ...silent, visibleClients: 0 } });
    page.call('showNotification()', { context: 'page', boot: 'p1' });
    expect(found(page)).toEqual([]);
  });

  it('is silent about simulated pushes, running ones and declarative ones', () => {
    const log = logbook();
    log.event('push', { trusted: false, ends: { ...silent, visibleClients: 0 } });
    log.event('push', { lasts: null });
    const payload = {
      bytes: 60,
      text: '{"web_push": 8030, "notification": {"title": "t", "navigate": "/"}}',
    };
    log.event('push', { begins: { payload }, ends: { ...silent, visibleClients: 0 } });
    expect(found(log, { alive: new Set(['w1']) })).toEqual([]);
  });

  it('says that the handler failed, where it did', () => {
    const log = logbook();
    const error = { name: 'TypeError', message: 'x is not a function' };
    log.event('push', { ends: { outcome: 'failed', shown: 0, visibleClients: 0, threw: true, error } });
    expect(found(log)[0]?.cause).toContain('failed before');
  });

  it('counts occurrences of one problem in one finding, the newest first', () => {
    const log = logbook();
    log.event('push', { ends: { ...silent, visibleClients: 0 } });
    const last = log.event('push', { after: 10_000, ends: { ...silent, visibleClients: 0 } });
    const [finding] = found(log);
    expect(finding).toMatchObject({ count: 2, time: last.end?.time });
    expect(finding?.entries[0]).toBe(last.end?.id);
  });

  it('says what libraries need, also where a wrapper hides their name', () => {
    const log = logbook({ scriptURL: 'https://app.example/sw.js' });
    const payload = { bytes: 30, text: '{"title":"Hi","body":"there"}' };
    log.event('push', { begins: { payload }, ends: { ...silent, visibleClients: 0 } });
    expect(found(log)[0]?.fix).toContain('{"notification": {"title": …}}');
    const other = logbook();
    other.event('push', { ends: { ...silent, visibleClients: 0 } });
    expect(found(other)[0]?.fix).not.toContain('Angular');
  });
});
