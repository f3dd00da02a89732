import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import { type Logbook, logbook } from '../logbook.ts';

const told = ({ entries }: Logbook) => diagnose(entries).map(({ rule }) => rule);
const late = { type: 'push', evidence: 'waitUntil' } as const;

describe('D46, a plugin that was loaded after the listeners', () => {
  it('says which listener was there before, once however often the worker starts', () => {
    const log = logbook();
    for (const boot of ['w1', 'w2']) log.write('Plugin loaded late', { boot, detail: late });
    const [finding, ...more] = diagnose(log.entries);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ rule: 'D46', severity: 'warning', count: 2 });
    expect(finding?.cause).toContain('listener for push');
    expect(finding?.fix).toContain('first line');
  });

  it('keeps what follows from it from being taken for the app’s: no listener, and one added late', () => {
    const log = logbook();
    log.write('Plugin loaded late', { detail: late });
    log.event('push', { begins: { listeners: 0 }, ends: {} });
    log.write('Listener added after start-up', {
      instanceId: 'sync',
      detail: { type: 'sync', sinceBoot: 90 },
    });
    expect(told(log)).toEqual(['D46']);
  });

  it('says nothing of the listeners where an older log has no type, and nothing where the plugin came first', () => {
    const log = logbook();
    log.write('Plugin loaded late', { detail: {} });
    expect(diagnose(log.entries)[0]?.cause).toMatch(/^A listener was there/);
    const first = logbook();
    first.write('Worker started');
    expect(told(first)).toEqual([]);
  });
});
