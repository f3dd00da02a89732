import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnoseOptions } from '../history.ts';
import { type Logbook, logbook } from '../logbook.ts';

const found = ({ entries }: Logbook, options?: DiagnoseOptions) =>
  diagnose(entries, options).filter(({ rule }) => rule === 'D22');

const page = { context: 'page', boot: 'p1' } as const;
const subscription = { endpointHost: 'push.example' };
const permission = (value: string) =>
  ({ ...page, service: 'notifications', detail: { permission: value } }) as const;

describe('D22, permission withdrawn', () => {
  it('speaks when a subscription is seen without the permission', () => {
    const log = logbook();
    const denied = log.write('Permission state', permission('denied'));
    const state = log.write('Push subscription state', { ...page, detail: { subscription } });
    expect(found(log)).toMatchObject([{ severity: 'error', entries: [denied.id, state.id] }]);
  });

  it('does not go by a subscription that was seen before', () => {
    const log = logbook();
    log.write('Permission state', permission('granted'));
    log.write('Push subscription state', { ...page, detail: { subscription } });
    log.write('Permission state', { ...permission('denied'), after: 3_600_000, boot: 'p2' });
    expect(found(log)).toMatchObject([{ severity: 'info' }]);
  });

  it('is silent while it is granted, and when it is granted in the end', () => {
    const log = logbook();
    log.write('Permission state', permission('default'));
    log.write('Permission state', permission('granted'));
    log.write('Push subscription state', { ...page, detail: { subscription } });
    expect(diagnose(log.entries)).toEqual([]);
  });

  it('tells one problem once, under the scope of the subscription, whatever names the permission has', () => {
    const log = logbook();
    const scope = 'https://app.example/app/';
    for (const service of ['notifications', 'pushMessaging'] as const)
      log.write('Permission state', { ...page, service, scope: '', detail: { permission: 'denied' } });
    log.write('Push subscription state', { ...page, scope: '', detail: { subscription, scope } });
    expect(diagnose(log.entries)).toMatchObject([{ rule: 'D22', scope, count: 1 }]);
  });

  it('does not take a first look, before there was a subscription, for a loss', () => {
    const log = logbook();
    log.write('Permission state', permission('granted'));
    const first = { subscription: null, oldSubscription: null };
    log.write('Push subscription state', { ...page, detail: first });
    log.call('pushManager.subscribe()', { ends: { subscription } });
    log.write('Permission state', { ...permission('denied'), after: 60_000 });
    expect(found(log)).toMatchObject([{ severity: 'info' }]);
  });
});
