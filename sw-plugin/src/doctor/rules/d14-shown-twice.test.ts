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

  it('speaks when one listener shows it twice, and does not count listeners then', () => {
    const { log, span } = push(1);
    log.call('showNotification()', { parent: span, metadata });
    log.call('showNotification()', { parent: span, metadata });
    expect(found(log)).toMatchObject([{ severity: 'warning', count: 1 }]);
    expect(found(log)[0]?.cause).toMatch(/“New message” was shown twice.*one push listener: it tries again/);
  });

  it('is silent about two different notifications', () => {
    const { log, span } = push(2);
    log.call('showNotification()', { parent: span, metadata });
    log.call('showNotification()', { parent: span, metadata: { Title: 'Another', Body: '' } });
    expect(diagnose(log.entries)).toEqual([]);
  });

  it('is silent where another push was open, one was closed before the other, or texts are only shapes', () => {
    const two = push(1);
    two.log.event('push', { lasts: 60, ends: { shown: 1 } });
    two.log.call('showNotification()', { parent: two.span, parentGuess: true, metadata });
    two.log.call('showNotification()', { parent: two.span, parentGuess: true, metadata });
    expect(diagnose(two.log.entries)).toEqual([]);
    const update = push(1);
    update.log.call('showNotification()', { parent: update.span, metadata });
    update.log.write('Notification closed', {
      service: 'notifications',
      span: 'c',
      parent: update.span,
      detail: { reason: 'script' },
    });
    update.log.call('showNotification()', { parent: update.span, metadata });
    expect(diagnose(update.log.entries)).toEqual([]);
    const stripped = push(1);
    const shapes = { Title: 'string(11)', Body: 'string(8)' };
    stripped.log.call('showNotification()', { parent: stripped.span, metadata: shapes });
    stripped.log.call('showNotification()', { parent: stripped.span, metadata: shapes });
    expect(diagnose(stripped.log.entries)).toEqual([]);
  });

  describe('by a push and by another event', () => {
    /** A push and, `after` it, a sync that shows the same. */
    function both({
      after = 1_000,
      body = 'Lunch?',
      tag = '',
      other = tag,
    }: {
      after?: number;
      body?: string;
      tag?: string;
      other?: string;
    } = {}) {
      const log = logbook();
      for (const [type, instanceId] of [
        ['push', tag],
        ['sync', other],
      ] as const) {
        const { span } = log.event(type, {
          lasts: 50,
          ends: { shown: 1 },
          ...(type === 'sync' && { after }),
        });
        log.call('showNotification()', {
          parent: span,
          instanceId,
          metadata: { Title: 'Mail from Ada', Body: body },
        });
        log.time += 100;
      }
      return diagnose(log.entries);
    }

    it('is told as an info', () => {
      expect(both()).toMatchObject([{ rule: 'D14', severity: 'info' }]);
      expect(both({ tag: 'mail-1', other: 'mail-2' })).toHaveLength(1);
    });

    it('is silent where one replaces the other, where it says nothing in particular, and long after', () => {
      expect(both({ tag: 'mail' })).toEqual([]);
      expect(both({ body: '' })).toEqual([]);
      expect(both({ after: 600_000 })).toEqual([]);
    });
  });
});
