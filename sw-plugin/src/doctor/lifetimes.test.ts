import { describe, expect, it } from 'vitest';
import { lifetimes } from './lifetimes.ts';
import { logbook } from './logbook.ts';

describe('lifetimes', () => {
  it('groups the entries of a span, with outcome and duration', () => {
    const log = logbook();
    const push = log.event('push', { lasts: 40, instanceId: '', ends: { shown: 1 } });
    const [lifetime] = lifetimes(log.entries);
    expect(lifetime).toMatchObject({
      span: push.span,
      service: 'pushMessaging',
      type: 'push',
      kind: 'push',
      outcome: 'ok',
      duration: 40,
      start: push.start.time,
      end: push.end?.time,
    });
    expect(lifetime?.entries).toEqual([push.start, push.end]);
  });

  it('hangs what happened during an event under it', () => {
    const log = logbook();
    const push = log.event('push', { lasts: 50 });
    log.call('showNotification()', { parent: push.span });
    const [parent, child] = lifetimes(log.entries);
    expect(parent?.children).toEqual([child]);
    expect(child?.type).toBe('showNotification()');
  });

  it('takes the failure from the end, from the error, or from the name', () => {
    const log = logbook();
    log.event('push', { ends: { outcome: 'silent' } });
    log.event('push', { ends: { outcome: 'failed' } });
    log.call('focus()', { ends: { error: { name: 'InvalidAccessError', message: '' } } });
    expect(lifetimes(log.entries).map(({ outcome }) => outcome)).toEqual(['silent', 'failed', 'failed']);
  });

  it('calls a lifetime without an end running or terminated by what is alive', () => {
    const log = logbook();
    log.event('sync', { lasts: null, boot: 'gone' });
    log.event('sync', { lasts: null, boot: 'here' });
    const outcomes = lifetimes(log.entries, new Set(['here'])).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['terminated', 'running']);
  });

  it('without word of what is alive, goes by a later start of the same worker', () => {
    const log = logbook();
    log.event('sync', { lasts: null, boot: 'w1' });
    expect(lifetimes(log.entries)[0]?.outcome).toBe('running');
    log.write('Worker started', { boot: 'w2' });
    expect(lifetimes(log.entries)[0]?.outcome).toBe('terminated');
  });

  it('takes the start of an update, another scope or a page for no proof', () => {
    const log = logbook();
    log.event('sync', { lasts: null, boot: 'w1' });
    log.write('Worker started', { boot: 'w2' });
    log.event('install', { boot: 'w2' });
    log.write('Worker started', { boot: 'w3', scope: 'https://app.example/other/' });
    log.write('Storage state', { boot: 'p1', context: 'page' });
    expect(lifetimes(log.entries)[0]?.outcome).toBe('running');
  });

  it('puts an end before its start together with it, where the clock was set back meanwhile', () => {
    const log = logbook();
    const { start, end } = log.event('push', { lasts: -3_600_000, ends: { shown: 1 } });
    for (let i = 0; i < 20; i++) log.event('sync', {});
    const [lifetime, ...others] = lifetimes(log.entries);
    expect(lifetime).toMatchObject({ kind: 'push', outcome: 'ok', entries: [start, end] });
    expect(others).toHaveLength(20);
  });

  it('finds the beginning of what ends after many others', () => {
    const log = logbook();
    const first = log.event('sync', { lasts: 5_000 });
    for (let i = 0; i < 20; i++) log.event('push', { lasts: 4_000 });
    const all = lifetimes(log.entries);
    expect(all).toHaveLength(21);
    expect(all[0]).toMatchObject({ span: first.span, outcome: 'ok', duration: 5_000 });
  });

  it('takes a notification closed by script for a call', () => {
    const log = logbook();
    const detail = { type: 'Notification.close', reason: 'script' } as const;
    log.write('Notification closed', { service: 'notifications', span: 'c', detail });
    log.event('notificationclose', {});
    expect(lifetimes(log.entries).map(({ dispatched }) => dispatched)).toEqual([false, true]);
  });

  it('reads a lifetime whose start was already removed', () => {
    const log = logbook();
    log.event('push', {});
    const [lifetime] = lifetimes(log.entries.slice(1));
    expect(lifetime).toMatchObject({ kind: 'push', outcome: 'ok', opening: undefined });
  });

  it('leaves moments and unknown spans out', () => {
    const log = logbook();
    log.write('Worker started');
    log.write('waitUntil() called late', { span: '' });
    expect(lifetimes(log.entries)).toEqual([]);
  });

  it('makes no circle of parents', () => {
    const log = logbook();
    log.write('focus() called', { span: 'a', parent: 'b', detail: { phase: 'start' } });
    log.write('focus() called', { span: 'b', parent: 'a', detail: { phase: 'start' } });
    const depth = ([first]: readonly { children: readonly unknown[] }[]): number =>
      first ? 1 + depth(first.children as readonly { children: readonly unknown[] }[]) : 0;
    for (const lifetime of lifetimes(log.entries)) expect(depth([lifetime])).toBeLessThan(3);
  });
});
