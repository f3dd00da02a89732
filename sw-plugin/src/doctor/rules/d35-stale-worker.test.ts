import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnoseOptions } from '../history.ts';
import { type Logbook, logbook } from '../logbook.ts';

const found = ({ entries }: Logbook, options?: DiagnoseOptions) =>
  diagnose(entries, options).filter(({ rule }) => rule === 'D35');

const DAY = 86_400_000;
const page = { context: 'page', boot: 'p1' } as const;
const state = (waiting: string | null) => ({
  ...page,
  detail: { registrations: [{ scope: 'https://app.example/', active: '/sw.js', waiting }] },
});
const load = { ...page, boot: 'p2' };

describe('D35, stale worker', () => {
  it('speaks of a version that waits for more than a day', () => {
    const log = logbook();
    const first = log.write('Registration state', state('/sw.js'));
    const last = log.write('Storage state', { ...load, after: 2 * DAY });
    expect(found(log)).toMatchObject([{ severity: 'warning', entries: [first.id, last.id] }]);
  });

  it('speaks of an install that no activation followed', () => {
    const log = logbook();
    log.write('Worker started');
    log.event('push', { ends: { shown: 1 } });
    log.event('install', { boot: 'w2' });
    log.event('push', { after: 2 * DAY, ends: { shown: 1 } });
    expect(found(log)).toHaveLength(1);
  });

  it('is silent about an install where activations may not have been recorded', () => {
    const log = logbook();
    log.event('push', { ends: { shown: 1 } });
    log.event('install', { boot: 'w2' });
    log.event('push', { boot: 'w3', after: 2 * DAY, ends: { shown: 1 } });
    expect(diagnose(log.entries)).toEqual([]);
  });

  it('is silent when it was activated, or waits since today', () => {
    const active = logbook();
    active.event('push', { ends: { shown: 1 } });
    active.event('install', { boot: 'w2' });
    active.event('activate', { boot: 'w2', after: 50 });
    active.event('push', { boot: 'w2', after: 2 * DAY, ends: { shown: 1 } });
    expect(diagnose(active.entries)).toEqual([]);
    const today = logbook();
    today.write('Registration state', state('/sw.js'));
    today.write('Storage state', { ...load, after: DAY / 2 });
    expect(diagnose(today.entries)).toEqual([]);
  });

  it('is silent when it was activated meanwhile, and about a first install', () => {
    const log = logbook();
    log.write('Registration state', state('/sw.js'));
    log.write('Registration state', { ...state(null), after: DAY / 2 });
    log.write('Storage state', { ...load, after: 2 * DAY });
    expect(diagnose(log.entries)).toEqual([]);
    const first = logbook();
    first.event('install', {});
    first.event('push', { after: 2 * DAY, ends: { shown: 1 } });
    expect(diagnose(first.entries)).toEqual([]);
  });
});
