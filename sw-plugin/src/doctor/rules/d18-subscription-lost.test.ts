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
});
