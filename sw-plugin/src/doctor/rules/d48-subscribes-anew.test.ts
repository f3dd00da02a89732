import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import { type Logbook, logbook } from '../logbook.ts';

const told = ({ entries }: Logbook) => diagnose(entries).map(({ rule }) => rule);
const DAY = 86_400_000;

/** `times` visits that give the subscription back, if there is one, and take another. */
function visits(times: number, { gives = true } = {}): Logbook {
  const log = logbook();
  for (let n = 0; n < times; n++) {
    const page = { context: 'page', boot: `p${n}` } as const;
    if (n > 0 && gives) log.call('unsubscribe()', { ...page, after: DAY / 2 });
    log.time += 100;
    log.call('pushManager.subscribe()', {
      ...page,
      ends: { subscription: { endpointHost: 'push.example', applicationServerKey: 'key' } },
    });
    log.time += 100;
  }
  return log;
}

describe('D48, an app that subscribes anew', () => {
  it('says how often, and that the server keeps dead endpoints', () => {
    const log = visits(4);
    expect(told(log)).toEqual(['D48']);
    const [finding] = diagnose(log.entries);
    expect(finding).toMatchObject({ severity: 'info' });
    expect(finding?.cause).toMatch(/subscribed again 3 times.*dead/);
  });

  it('is silent about a person who switches messages off and on, and about a subscription that is asked for again', () => {
    expect(told(visits(3))).toEqual([]);
    expect(told(visits(9, { gives: false }))).toEqual([]);
  });

  it('counts the subscriptions of each site alone', () => {
    const log = logbook();
    for (const name of ['one', 'two', 'three']) {
      const page = { context: 'page', boot: name, origin: `https://${name}.example/` } as const;
      log.call('unsubscribe()', page);
      log.time += 100;
      log.call('pushManager.subscribe()', page);
      log.time += 100;
    }
    expect(told(log)).toEqual([]);
  });
});
