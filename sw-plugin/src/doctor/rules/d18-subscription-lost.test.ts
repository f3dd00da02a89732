import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnoseOptions } from '../history.ts';
import { type Logbook, logbook } from '../logbook.ts';

const found = ({ entries }: Logbook, options?: DiagnoseOptions) =>
  diagnose(entries, options).filter(({ rule }) => rule === 'D18');

const state = (subscription: { endpointHost: string } | null) =>
  ({ service: 'pushMessaging', context: 'page', boot: 'p1', detail: { subscription } }) as const;
const subscription = { endpointHost: 'push.example' };

describe('D18, subscription lost', () => {
  it('speaks when it was there and is gone', () => {
    const log = logbook();
    const before = log.write('Push subscription state', state(subscription));
    const after = log.write('Push subscription state', state(null));
    expect(found(log)).toMatchObject([{ severity: 'error', entries: [after.id, before.id] }]);
  });

  it('names a permission that went back to the question, as browsers do with sites that are not used', () => {
    for (const permission of ['denied', 'default', 'prompt', 'granted']) {
      const log = logbook();
      const permit = (value: string) =>
        ({ ...state(null), service: 'notifications', detail: { permission: value } }) as const;
      log.write('Permission state', permit('granted'));
      log.write('Push subscription state', state(subscription));
      log.write('Permission state', { ...permit(permission), after: 40 * 3_600_000 });
      log.write('Push subscription state', state(null));
      const [finding] = found(log);
      const words = `went from "granted" to "${permission}"`;
      if (permission === 'granted') expect(finding?.cause).toContain('No unsubscribe() is in the log');
      else expect(finding?.cause).toContain(words);
    }
  });

  it('takes the word of the snapshot for what was before', () => {
    const log = logbook();
    const scope = 'https://app.example/app/';
    const detail = { subscription: null, oldSubscription: subscription, scope };
    const entry = log.write('Push subscription state', { ...state(null), scope: '', detail });
    expect(found(log)).toMatchObject([{ severity: 'error', entries: [entry.id] }]);
    const undone = logbook();
    undone.call('unsubscribe()', {});
    undone.write('Push subscription state', { ...state(null), after: 50, detail });
    expect(diagnose(undone.entries)).toEqual([]);
  });

  it('does not take a page’s subscribe() for one of the registration that controls it, where there are two', () => {
    const log = logbook();
    log.write('Worker started', { scope: 'https://app.example/push-scope/' });
    log.call('pushManager.subscribe()', { context: 'page', boot: 'p1', ends: { subscription } });
    log.write('Push subscription state', { ...state(null), after: 50 });
    expect(found(log)).toEqual([]);
    const detail = { subscription: null, oldSubscription: subscription };
    log.write('Push subscription state', { ...state(null), after: 60_000, detail });
    expect(found(log)).toEqual([]);
    const lost = logbook();
    lost.write('Worker started', { scope: 'https://app.example/push-scope/' });
    lost.call('pushManager.subscribe()', { context: 'page', boot: 'p1', ends: { subscription } });
    lost.write('Push subscription state', { ...state(null), after: 60_000, detail });
    expect(found(lost)).toMatchObject([{ severity: 'error' }]);
    const one = logbook();
    one.call('pushManager.subscribe()', { context: 'page', boot: 'p1', ends: { subscription } });
    one.write('Push subscription state', { ...state(null), after: 60_000 });
    expect(found(one)).toMatchObject([{ severity: 'error' }]);
  });

  it('is calmer when it was renewed', () => {
    const log = logbook();
    log.write('Push subscription state', state(subscription));
    log.write('Push subscription state', state(null));
    log.call('pushManager.subscribe()', { ends: { subscription } });
    expect(found(log)[0]?.severity).toBe('warning');
  });

  it('is silent when the app unsubscribed, and when there never was one', () => {
    const log = logbook();
    log.write('Push subscription state', state(null));
    log.write('Push subscription state', state(subscription));
    log.call('unsubscribe()', {});
    log.write('Push subscription state', { ...state(null), after: 50 });
    expect(diagnose(log.entries)).toEqual([]);
  });

  it('is silent about a page that no registration controls', () => {
    const log = logbook();
    log.write('Push subscription state', state(subscription));
    log.write('Push subscription state', { ...state(null), scope: '' });
    expect(diagnose(log.entries)).toEqual([]);
  });

  it('says that the registration was unregistered, by whom, and that the subscription went with it', () => {
    for (const context of ['page', 'worker'] as const) {
      const log = logbook();
      log.write('Push subscription state', state(subscription));
      log.write('unregister() called', {
        context,
        boot: context === 'page' ? 'p1' : 'w1',
        span: 'u',
        after: 1_000,
        detail: { phase: 'start', scope: 'https://app.example/' },
      });
      log.write('Push subscription state', { ...state(null), after: 60_000 });
      const [finding, ...others] = found(log);
      expect(others).toEqual([]);
      expect(finding?.cause).toMatch(/unregister\(\) was called by (a page|the worker), 1 minute before/);
      expect(finding?.entries).toHaveLength(3);
    }
  });

  it('does not blame the unregistration of another scope', () => {
    const log = logbook();
    log.write('Push subscription state', state(subscription));
    log.write('unregister() called', { span: 'u', detail: { scope: 'https://app.example/old/' } });
    log.write('Push subscription state', { ...state(null), after: 60_000 });
    expect(found(log)[0]?.cause).not.toContain('unregister');
  });

  it('is the one finding where the permission was withdrawn, with that as the cause', () => {
    const log = logbook();
    const permission = { service: 'notifications', context: 'page', boot: 'p1' } as const;
    log.write('Permission state', { ...permission, detail: { permission: 'granted' } });
    log.write('Push subscription state', state(subscription));
    log.write('Permission state', { ...permission, after: 60_000, detail: { permission: 'denied' } });
    log.write('Push subscription state', state(null));
    expect(diagnose(log.entries).map(({ rule }) => rule)).toEqual(['D18']);
    expect(found(log)[0]?.cause).toContain('from "granted" to "denied"');
  });

  it('names three silent pushes in WebKit as the cause', () => {
    const log = logbook();
    log.write('Push subscription state', state(subscription));
    for (let i = 0; i < 3; i++)
      log.event('push', { after: 60_000, ends: { outcome: 'silent', shown: 0, visibleClients: 0 } });
    log.write('Push subscription state', { ...state(null), after: 60_000 });
    expect(found(log, { engine: 'webkit' })[0]?.cause).toContain('3 pushes');
    expect(found(log, { engine: 'chromium' })[0]?.cause).not.toContain('3 pushes');
  });
});
