import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnoseOptions } from '../history.ts';
import { type Logbook, logbook } from '../logbook.ts';

const found = ({ entries }: Logbook, options?: DiagnoseOptions) =>
  diagnose(entries, options).filter(({ rule }) => rule === 'D4');

const close = {
  service: 'notifications',
  instanceId: 'news',
  detail: { type: 'Notification.close', reason: 'script' },
} as const;

describe('D4, closed at once', () => {
  it('speaks of a push that takes its own notification away', () => {
    const log = logbook();
    const push = log.event('push', { lasts: 100, ends: { shown: 1 } });
    const show = log.call('showNotification()', { parent: push.span, instanceId: 'news' });
    const closed = log.write('Notification closed', { ...close, after: 20, parent: push.span });
    expect(found(log)[0]?.entries).toEqual([closed.id, show.end?.id]);
  });

  it('is silent when another notification is closed, or an earlier one', () => {
    const log = logbook();
    const push = log.event('push', { lasts: 100, ends: { shown: 1 } });
    log.write('Notification closed', { ...close, parent: push.span });
    log.call('showNotification()', { parent: push.span, instanceId: 'news' });
    log.write('Notification closed', { ...close, after: 20, instanceId: 'older', parent: push.span });
    expect(found(log)).toEqual([]);
  });

  it('is silent when the user closed it, or clicked it meanwhile', () => {
    const log = logbook();
    const push = log.event('push', { lasts: 900, ends: { shown: 2 } });
    log.call('showNotification()', { parent: push.span, instanceId: 'news' });
    log.write('Notification closed', { ...close, after: 20, parent: push.span, detail: { reason: 'user' } });
    log.call('showNotification()', { parent: push.span, instanceId: 'clicked' });
    log.event('notificationclick', { after: 20, instanceId: 'clicked' });
    log.write('Notification closed', { ...close, instanceId: 'clicked', parent: push.span });
    expect(found(log)).toEqual([]);
  });

  it('is silent about notifications without a tag, which may be any', () => {
    const log = logbook();
    const push = log.event('push', { lasts: 100, ends: { shown: 1 } });
    log.call('showNotification()', { parent: push.span });
    log.write('Notification closed', { ...close, instanceId: '', after: 20, parent: push.span });
    expect(found(log)).toEqual([]);
  });
});
