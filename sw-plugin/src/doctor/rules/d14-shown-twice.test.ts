import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnoseOptions } from '../history.ts';
import { type Logbook, logbook } from '../logbook.ts';

const found = ({ entries }: Logbook, options?: DiagnoseOptions) =>
  diagnose(entries, options).filter(({ rule }) => rule === 'D14');

const metadata = { Title: 'New message', Body: 'from Ada' };

function push(listeners: number): { log: Logbook; span: string } {
  const log = logbook();
  return { log, span: log.event('push', { lasts: 60, begins: { listeners }, ends: { shown: 2 } }).span };
}

describe('D14, shown twice', () => {
  it('speaks when two listeners show the same notification', () => {
    const { log, span } = push(2);
    log.call('showNotification()', { parent: span, metadata });
    log.call('showNotification()', { parent: span, metadata });
    expect(found(log)).toMatchObject([{ severity: 'warning' }]);
  });

  it('is silent when the second replaces the first', () => {
    const { log, span } = push(2);
    log.call('showNotification()', { parent: span, metadata, instanceId: 'chat' });
    log.call('showNotification()', { parent: span, metadata, instanceId: 'chat' });
    expect(diagnose(log.entries)).toEqual([]);
  });

  it('is silent about two different notifications, and about a single listener', () => {
    const two = push(2);
    two.log.call('showNotification()', { parent: two.span, metadata });
    two.log.call('showNotification()', { parent: two.span, metadata: { Title: 'Another', Body: '' } });
    expect(diagnose(two.log.entries)).toEqual([]);
    const one = push(1);
    one.log.call('showNotification()', { parent: one.span, metadata });
    one.log.call('showNotification()', { parent: one.span, metadata });
    expect(diagnose(one.log.entries)).toEqual([]);
  });
});
