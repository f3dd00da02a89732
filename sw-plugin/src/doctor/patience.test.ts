import { describe, expect, it } from 'vitest';
import type { Entry } from '../log/entry.ts';
import { LIMITS } from '../log/limits.ts';
import { diagnose } from './diagnose.ts';
import { type Logbook, logbook } from './logbook.ts';
import { RULES } from './rules/index.ts';

const HOUR = 3_600_000;
const page = { context: 'page', boot: 'p1' } as const;

/** What is left of a log when the retention has been there. */
const kept = ({ entries, time }: Logbook): readonly Entry[] =>
  entries.filter((entry) => time - entry.time < LIMITS.maxAge);

/** Logs as long as any may be, of the fault that each patient rule waits for. */
const FAULTS: Readonly<Record<string, (log: Logbook) => void>> = {
  D29(log) {
    for (let day = 0; day < 5; day++)
      log.call('periodicSync.register()', {
        ...page,
        after: 24 * HOUR,
        instanceId: 'news',
        metadata: { minInterval: `${24 * HOUR}` },
      });
  },
  D35(log) {
    for (let day = 0; day < 5; day++) {
      const registrations = [{ scope: 'https://app.example/', waiting: 'https://app.example/sw.js' }];
      log.write('Registration state', { ...page, after: 24 * HOUR, detail: { registrations } });
    }
  },
  D43(log) {
    for (let half = 0; half < 10; half++) {
      log.call('sync.register()', { ...page, after: 11 * HOUR, instanceId: 'outbox' });
      const push = log.event('push', { after: HOUR, lasts: 50, ends: { shown: 1 } });
      log.call('showNotification()', { parent: push.span });
    }
  },
};

describe('the patience of a rule', () => {
  it('is less than what the log keeps', () => {
    for (const { id, patience = 0 } of RULES) expect(patience, id).toBeLessThan(LIMITS.maxAge);
  });

  it('lets it speak of a log as the retention leaves it', () => {
    expect(RULES.filter(({ patience }) => patience).map(({ id }) => id)).toEqual(Object.keys(FAULTS));
    for (const [id, write] of Object.entries(FAULTS)) {
      const log = logbook();
      write(log);
      expect(diagnose(kept(log)).map(({ rule }) => rule)).toEqual([id]);
    }
  });

  it('speaks of every interval that the log is long enough for', () => {
    for (const hours of [1, 12, 24, 36, 48]) {
      const log = logbook();
      const metadata = { minInterval: `${hours * HOUR}` };
      log.call('periodicSync.register()', { ...page, instanceId: 'news', metadata });
      log.write('Storage state', { ...page, after: LIMITS.maxAge - HOUR });
      expect(
        diagnose(kept(log)).map(({ rule }) => rule),
        `${hours} h`,
      ).toEqual(['D29']);
    }
  });
});
