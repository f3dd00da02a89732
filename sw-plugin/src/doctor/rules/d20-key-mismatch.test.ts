import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnoseOptions } from '../history.ts';
import { type Logbook, logbook } from '../logbook.ts';

const found = ({ entries }: Logbook, options?: DiagnoseOptions) =>
  diagnose(entries, options).filter(({ rule }) => rule === 'D20');

const live = { endpointHost: 'push.example', applicationServerKey: 'BOld_key-1' };
const page = { context: 'page', boot: 'p1' } as const;
const refused = { error: { name: 'InvalidStateError', message: 'Registration failed' } };

describe('D20, VAPID key mismatch', () => {
  it('speaks when the browser refuses another key', () => {
    const log = logbook();
    const state = log.write('Push subscription state', { ...page, detail: { subscription: live } });
    const begins = { options: { applicationServerKey: 'BNew' } };
    log.call('pushManager.subscribe()', { ...page, begins, ends: refused });
    expect(found(log)).toMatchObject([{ severity: 'error', count: 1 }]);
    expect(found(log)[0]?.entries).toContain(state.id);
  });

  it('speaks when the message says so, without a known subscription', () => {
    const log = logbook();
    const message = 'A subscription with a different applicationServerKey (or gcm_sender_id) already exists';
    log.call('pushManager.subscribe()', { ...page, ends: { error: { name: 'InvalidStateError', message } } });
    expect(found(log)).toHaveLength(1);
  });

  it('is silent about the same key, written differently, and about other refusals', () => {
    const log = logbook();
    log.write('Push subscription state', { ...page, detail: { subscription: live } });
    const begins = { options: { applicationServerKey: 'BOld/key+1==' } };
    log.call('pushManager.subscribe()', { ...page, begins, ends: refused });
    const denied = { error: { name: 'NotAllowedError', message: 'permission denied' } };
    log.call('pushManager.subscribe()', {
      ...page,
      begins: { options: { applicationServerKey: 'BNew' } },
      ends: denied,
    });
    expect(found(log)).toEqual([]);
  });

  it('is silent when the app changes the key as it should', () => {
    const log = logbook();
    log.write('Push subscription state', { ...page, detail: { subscription: live } });
    log.call('unsubscribe()', page);
    const subscription = { ...live, applicationServerKey: 'BNew' };
    log.call('pushManager.subscribe()', {
      ...page,
      after: 20,
      begins: { options: { applicationServerKey: 'BNew' } },
      ends: { subscription },
    });
    expect(diagnose(log.entries)).toEqual([]);
  });

  it('only mentions it where the app unsubscribed and subscribed again', () => {
    const page = { context: 'page', boot: 'p1' } as const;
    const log = logbook();
    const message =
      'Registration failed - A subscription with a different applicationServerKey already exists.';
    log.call('pushManager.subscribe()', { ...page, ends: { error: { name: 'InvalidStateError', message } } });
    log.call('unsubscribe()', { ...page, after: 20 });
    log.call('pushManager.subscribe()', { ...page, after: 20 });
    expect(diagnose(log.entries)).toMatchObject([{ rule: 'D20', severity: 'info' }]);
  });
});
