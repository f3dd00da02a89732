import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnoseOptions } from '../history.ts';
import { type Logbook, logbook } from '../logbook.ts';

const found = ({ entries }: Logbook, options?: DiagnoseOptions) =>
  diagnose(entries, options).filter(({ rule }) => rule === 'D3');

const silent = { outcome: 'silent', shown: 0, visibleClients: 0 } as const;

describe('D3, notification after the push', () => {
  it('speaks of a show that belongs to a push which had ended', () => {
    const log = logbook();
    const push = log.event('push', { ends: silent });
    const show = log.call('showNotification()', { after: 200, parent: push.span });
    expect(found(log)[0]?.entries).toEqual([show.end?.id, show.start.id, push.end?.id, push.start.id]);
  });

  it('speaks of a show without a parent soon after the only push', () => {
    const log = logbook();
    log.event('push', { ends: silent });
    log.call('showNotification()', { after: 200 });
    expect(found(log)).toHaveLength(1);
  });

  it('is silent when the show came in time, even if it was drawn later', () => {
    const log = logbook();
    const push = log.event('push', { lasts: 20, ends: { shown: 1 } });
    log.call('showNotification()', { parent: push.span, lasts: 90 });
    expect(diagnose(log.entries)).toEqual([]);
  });

  it('is silent when something else may be behind the show', () => {
    const visible = logbook();
    visible.event('push', { ends: { ...silent, visibleClients: 1 } });
    visible.call('showNotification()', { after: 200 });
    expect(found(visible)).toEqual([]);

    const between = logbook();
    between.event('push', { ends: silent });
    between.event('sync', { after: 50 });
    between.call('showNotification()', { after: 200 });
    expect(found(between)).toEqual([]);

    const later = logbook();
    later.event('push', { ends: silent });
    later.call('showNotification()', { after: 60_000 });
    expect(found(later)).toEqual([]);
  });
});
