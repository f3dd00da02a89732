import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnoseOptions } from '../history.ts';
import { type Logbook, logbook } from '../logbook.ts';

const found = ({ entries }: Logbook, options?: DiagnoseOptions) =>
  diagnose(entries, options).filter(({ rule }) => rule === 'D29');

const HOUR = 3_600_000;
const page = { context: 'page', boot: 'p1', instanceId: 'news' } as const;

describe('D29, periodic sync', () => {
  it('speaks of a refused registration', () => {
    const log = logbook();
    log.call('periodicSync.register()', {
      ...page,
      ends: { error: { name: 'NotAllowedError', message: 'Permission denied.' } },
    });
    expect(found(log)).toMatchObject([{ severity: 'warning' }]);
    expect(found(log)[0]?.cause).toContain('installed app');
  });

  it('speaks of a tag that never fires', () => {
    const log = logbook();
    log.call('periodicSync.register()', { ...page, metadata: { minInterval: '1000' } });
    for (let visit = 0; visit < 2; visit++) log.write('Storage state', { ...page, after: 20 * HOUR });
    expect(found(log)).toMatchObject([{ title: 'Periodic sync “news” has not fired', severity: 'warning' }]);
  });

  it('only mentions it where the device may have been off meanwhile', () => {
    const drawer = logbook();
    drawer.call('periodicSync.register()', page);
    drawer.write('Storage state', { ...page, after: 60 * HOUR });
    expect(found(drawer)).toMatchObject([{ severity: 'info' }]);
  });

  it('is silent before the twelve hours are long over, and when it fires', () => {
    const young = logbook();
    young.call('periodicSync.register()', page);
    young.write('Storage state', { ...page, after: 20 * HOUR });
    expect(diagnose(young.entries, { now: young.time + 200 * HOUR })).toEqual([]);
    const fires = logbook();
    fires.call('periodicSync.register()', page);
    fires.event('periodicsync', { instanceId: 'news', after: 13 * HOUR });
    fires.write('Storage state', { ...page, after: 60 * HOUR });
    expect(diagnose(fires.entries)).toEqual([]);
  });

  it('is silent when it was unregistered', () => {
    const undone = logbook();
    undone.call('periodicSync.register()', page);
    undone.write('Unregistered periodicsync', { ...page, after: HOUR });
    undone.write('Storage state', { ...page, after: 60 * HOUR });
    expect(diagnose(undone.entries)).toEqual([]);
  });
});
