import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnoseOptions } from '../history.ts';
import { type Logbook, logbook } from '../logbook.ts';

const found = ({ entries }: Logbook, options?: DiagnoseOptions) =>
  diagnose(entries, options).filter(({ rule }) => rule === 'D32');

describe('D32, click does nothing', () => {
  it('tells of a click that led to nothing', () => {
    const log = logbook();
    log.write('Worker started');
    const click = log.event('notificationclick', { instanceId: 'chat', begins: { action: '' } });
    expect(found(log)).toMatchObject([{ severity: 'info', instanceId: 'chat', span: click.span }]);
  });

  it('is silent when a window was opened, focused, or the notification closed', () => {
    for (const label of ['clients.openWindow()', 'focus()', 'navigate()']) {
      const log = logbook();
      log.write('Worker started');
      const click = log.event('notificationclick', { lasts: 50 });
      log.call(label, { parent: click.span });
      expect(diagnose(log.entries)).toEqual([]);
    }
    const log = logbook();
    log.write('Worker started');
    log.event('notificationclick', { lasts: 50 });
    const detail = { type: 'Notification.close', reason: 'script' } as const;
    log.write('Notification closed', { service: 'notifications', span: 'c', detail });
    expect(diagnose(log.entries)).toEqual([]);
  });

  it('is silent about buttons, and a notification with an address of its own', () => {
    const log = logbook();
    log.write('Worker started');
    log.event('notificationclick', { begins: { action: 'archive' } });
    log.event('notificationclick', {
      after: 9_000,
      begins: { notification: { title: 't', navigate: '/inbox' } },
    });
    expect(diagnose(log.entries)).toEqual([]);
  });

  it('is silent while window calls are not recorded', () => {
    const log = logbook();
    log.event('notificationclick', {});
    expect(diagnose(log.entries)).toEqual([]);
  });
});
