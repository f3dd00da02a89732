import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import { type Line, type Logbook, logbook } from '../logbook.ts';

const told = ({ entries }: Logbook) => diagnose(entries).map(({ rule }) => rule);
const root = {} as const;
const push2 = {
  scope: 'https://app.example/push/',
  boot: 'w2',
  scriptURL: 'https://app.example/push/worker.js',
} as const;

function arrives(log: Logbook, where: Line, payload: string, title: string, after = 500): void {
  const bytes = payload.length;
  const begins = { payload: { bytes, text: payload } };
  const { span } = log.event('push', { ...where, after, lasts: 50, begins, ends: { shown: 1 } });
  log.call('showNotification()', { ...where, parent: span, metadata: { Title: title, Body: '' } });
}

describe('D44, two registrations of one device', () => {
  it('speaks when one message arrives and is shown under two scopes', () => {
    const log = logbook();
    arrives(log, root, '{"id":7}', 'Goal');
    arrives(log, push2, '{"id":7}', 'Goal');
    expect(told(log)).toEqual(['D44']);
    const [finding] = diagnose(log.entries);
    expect(finding).toMatchObject({ severity: 'warning', count: 1 });
    expect(finding?.cause).toMatch(
      /https:\/\/app\.example\/ and under https:\/\/app\.example\/push\/.*“Goal”/,
    );
    expect(finding?.fix).toContain('unsubscribe()');
  });

  it('counts messages in one finding, whichever scope is the first', () => {
    const log = logbook();
    for (let id = 0; id < 4; id++) {
      const [one, other] = id % 2 ? [root, push2] : [push2, root];
      arrives(log, one, `{"id":${id}}`, `Goal ${id}`, 100_000);
      arrives(log, other, `{"id":${id}}`, `Goal ${id}`);
    }
    expect(diagnose(log.entries)).toMatchObject([{ rule: 'D44', count: 4 }]);
  });

  it('is silent about different messages, the same one much later, and one scope', () => {
    const different = logbook();
    arrives(different, root, '{"id":7}', 'Goal');
    arrives(different, push2, '{"id":8}', 'Goal');
    expect(told(different)).toEqual([]);
    const later = logbook();
    arrives(later, root, 'tick', 'News');
    arrives(later, push2, 'tick', 'News', 3_600_000);
    expect(told(later)).toEqual([]);
    const one = logbook();
    arrives(one, root, 'tick', 'News');
    arrives(one, root, 'tick', 'News');
    expect(told(one)).toEqual([]);
  });

  it('is silent about two scopes of which one is subscribed, and about stripped entries', () => {
    const healthy = logbook();
    healthy.write('Worker started', push2);
    arrives(healthy, root, 'tick', 'News');
    healthy.event('sync', { ...push2, instanceId: 'outbox' });
    expect(told(healthy)).toEqual([]);
    const stripped = logbook();
    for (const where of [root, push2]) {
      const { span } = stripped.event('push', {
        ...where,
        begins: { payload: { bytes: 8 } },
        ends: { shown: 1 },
      });
      stripped.call('showNotification()', { ...where, parent: span, metadata: { Title: 'string(4)' } });
    }
    expect(told(stripped)).toEqual([]);
  });
});
