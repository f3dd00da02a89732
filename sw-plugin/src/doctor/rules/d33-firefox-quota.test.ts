import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnoseOptions } from '../history.ts';
import { type Logbook, logbook } from '../logbook.ts';

const found = ({ entries }: Logbook, options?: DiagnoseOptions) =>
  diagnose(entries, options).filter(({ rule }) => rule === 'D33');

const DAY = 86_400_000;
const silent = { outcome: 'silent', shown: 0, visibleClients: 0 } as const;

function visited(daysAgo: number, pushes: number): Logbook {
  const log = logbook();
  log.write('Storage state', { context: 'page', boot: 'p1' });
  log.write('Worker started', { after: daysAgo * DAY });
  for (let i = 0; i < pushes; i++) log.event('push', { ends: silent });
  return log;
}

describe('D33, quota in Firefox', () => {
  it('tells from the first silent push on how many there were and what is left', () => {
    const [finding] = found(visited(0.1, 1), { engine: 'firefox' });
    expect(finding).toMatchObject({ severity: 'info', title: 'Firefox: 1 of 16 silent pushes used up' });
    expect(finding?.cause).toMatch(/15 of them are left.*at 0 it drops.*the next visit fills it up/);
  });

  it('warns when half of what a visit bought is spent, and says when all of it is', () => {
    const severity = (daysAgo: number, pushes: number) =>
      found(visited(daysAgo, pushes), { engine: 'firefox' }).map((finding) => finding.severity);
    expect(severity(0.1, 7)).toEqual(['info']);
    expect(severity(0.1, 8)).toEqual(['warning']);
    expect(severity(1, 3)).toEqual(['info']);
    expect(severity(2.5, 2)).toEqual(['warning']);
    expect(severity(2.5, 4)).toEqual(['error']);
    expect(severity(0.1, 16)).toEqual(['error']);
  });

  it('goes by the first push after the visit, which sets the quota', () => {
    const log = logbook();
    log.write('Storage state', { context: 'page', boot: 'p1' });
    log.event('push', { ends: { shown: 1 } });
    log.event('push', { after: 2.5 * DAY, ends: silent });
    expect(found(log, { engine: 'firefox' })[0]?.title).toBe('Firefox: 1 of 16 silent pushes used up');
  });

  it('warns of nothing where no page is in the log, for then the last visit is not known', () => {
    const log = logbook();
    for (let i = 0; i < 20; i++) log.event('push', { after: DAY, ends: silent });
    expect(found(log, { engine: 'firefox' })).toMatchObject([{ severity: 'info' }]);
  });

  it('is silent elsewhere, and about pushes that show a notification', () => {
    expect(found(visited(3, 9), { engine: 'chromium' })).toEqual([]);
    const log = logbook();
    for (let i = 0; i < 20; i++) log.event('push', { ends: { shown: 1 } });
    expect(diagnose(log.entries, { engine: 'firefox' })).toEqual([]);
  });

  it('starts over with a visit', () => {
    const log = visited(0.1, 8);
    log.write('Storage state', { context: 'page', boot: 'p2' });
    log.event('push', { ends: silent });
    expect(found(log, { engine: 'firefox' })).toMatchObject([{ severity: 'info' }]);
  });
});
