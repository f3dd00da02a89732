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
    moved.call('focus()', { parent: other.span, ends: { error } });
    expect(found(moved)[0]?.cause).toContain('navigate() was called first');
  });

  it('is silent when a click opens its window', () => {
    const log = logbook();
    const click = log.event('notificationclick', { lasts: 50 });
    log.call('clients.openWindow()', { parent: click.span });
    expect(diagnose(log.entries)).toEqual([]);
  });
});
