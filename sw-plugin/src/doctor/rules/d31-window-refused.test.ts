import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnoseOptions } from '../history.ts';
import { type Logbook, logbook } from '../logbook.ts';

const found = ({ entries }: Logbook, options?: DiagnoseOptions) =>
  diagnose(entries, options).filter(({ rule }) => rule === 'D31');

const error = { name: 'InvalidAccessError', message: 'Not allowed to open a window.' };

describe('D31, window refused', () => {
  it('says that a push may not open a window', () => {
    const log = logbook();
    const push = log.event('push', { lasts: 50, ends: { shown: 1 } });
    log.call('clients.openWindow()', { parent: push.span, ends: { error } });
    expect(found(log)).toMatchObject([{ severity: 'error' }]);
    expect(found(log)[0]?.cause).toContain('in a push event');
  });

  it('says what used up the click', () => {
    const twice = logbook();
    const click = twice.event('notificationclick', { lasts: 50 });
    twice.call('focus()', { parent: click.span });
    twice.call('clients.openWindow()', { parent: click.span, ends: { error } });
    expect(found(twice)[0]?.cause).toContain('One click allows one window');

    const moved = logbook();
    const other = moved.event('notificationclick', { lasts: 50 });
    moved.call('navigate()', { parent: other.span });
    moved.call('clients.openWindow()', { parent: other.span, ends: { error } });
    expect(found(moved)[0]?.cause).not.toContain('navigate()');
  });

  const notFound = { name: 'NotFoundError', message: 'The client was not found.' };

  it('tells a client that navigate() made stale from a click that was used up, and what followed, in one finding', () => {
    const log = logbook();
    const click = log.event('notificationclick', { lasts: 50 });
    log.call('navigate()', { parent: click.span });
    const focus = log.call('focus()', { parent: click.span, after: 10, ends: { error: notFound } });
    const open = log.call('clients.openWindow()', { parent: click.span, after: 10, ends: { error } });
    const [finding, ...others] = found(log);
    expect(others).toEqual([]);
    expect(finding?.cause).toMatch(/NotFoundError.*stale.*clients\.openWindow\(\) was rejected as well/);
    expect(finding?.fix).toContain('navigate() resolves with');
    expect(finding?.entries).toEqual(expect.arrayContaining([focus.end?.id, open.end?.id]));
  });

  it('does not speak of the click where the error does not', () => {
    const log = logbook();
    const click = log.event('notificationclick', { lasts: 50 });
    log.call('focus()', { parent: click.span });
    log.call('focus()', { parent: click.span, ends: { error: notFound } });
    log.call('clients.openWindow()', {
      parent: click.span,
      ends: { error: { name: 'TypeError', message: 'Invalid URL' } },
    });
    expect(
      found(log)
        .map(({ cause }) => cause)
        .join(),
    ).not.toMatch(/one click/i);
    expect(found(log)).toHaveLength(2);
  });

  it('is silent when a click opens its window', () => {
    const log = logbook();
    const click = log.event('notificationclick', { lasts: 50 });
    log.call('clients.openWindow()', { parent: click.span });
    expect(diagnose(log.entries)).toEqual([]);
  });

  it('does not read too much into a guess', () => {
    const log = logbook();
    const click = log.event('notificationclick', { lasts: 50 });
    log.call('focus()', { parent: click.span, parentGuess: true });
    log.call('clients.openWindow()', { parent: click.span, parentGuess: true, ends: { error } });
    expect(found(log)[0]?.cause).toContain('had been used, by focus()');
    const push = logbook();
    const other = push.event('push', { lasts: 50, ends: { shown: 1 } });
    push.call('clients.openWindow()', { parent: other.span, parentGuess: true, ends: { error } });
    expect(found(push)[0]?.cause).not.toContain('push event');
  });

  it('only mentions a refusal that the handler caught, where another call brought the window', () => {
    for (const [second, severity] of [
      ['clients.openWindow()', 'info'],
      ['navigate()', 'error'],
    ] as const) {
      const log = logbook();
      const click = log.event('notificationclick', { lasts: 500, instanceId: 'chat' });
      const error = { name: 'InvalidAccessError', message: 'Not allowed to focus a window.' };
      log.call('focus()', { parent: click.span, ends: { error } });
      log.call(second, { parent: click.span, after: 20 });
      expect(diagnose(log.entries).filter(({ rule }) => rule === 'D31')).toMatchObject([{ severity }]);
    }
  });
});
