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
  it('speaks when half of what a visit bought is spent', () => {
    expect(found(visited(2.5, 2), { engine: 'firefox' })).toMatchObject([{ severity: 'warning' }]);
    expect(found(visited(0.1, 8), { engine: 'firefox' })).toHaveLength(1);
  });

  it('is silent while there is enough left', () => {
    expect(found(visited(0.1, 7), { engine: 'firefox' })).toEqual([]);
    expect(found(visited(1, 3), { engine: 'firefox' })).toEqual([]);
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
    expect(found(log, { engine: 'firefox' })).toEqual([]);
  });
});
