import type { Entry } from '@offstage/sw-plugin/log';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { onFinding } from './on-finding.ts';

const diagnose = vi.hoisted(() => vi.fn());
vi.mock('@offstage/sw-plugin/doctor', () => ({ diagnose }));

describe('onFinding', () => {
  let write: (...ids: string[]) => void;
  const log = {
    subscribe(listener: (batch: readonly Entry[]) => void) {
      write = (...ids) => listener(ids.map((id) => ({ id }) as Entry));
      return () => {
        write = () => {};
      };
    },
    alive: async () => new Set(['b']),
  };
  const pass = () => vi.advanceTimersByTimeAsync(1_100);

  beforeEach(() => {
    vi.useFakeTimers();
    diagnose.mockImplementation((entries: readonly Entry[]) =>
      entries
        .filter(({ id }) => id.startsWith('bad'))
        .map(({ id }) => ({ rule: 'D7', key: `D7 ${id}`, entries: [id] })),
    );
  });
  afterEach(() => {
    vi.useRealTimers();
    diagnose.mockReset();
  });

  it('tells every finding once, soon after its entry', async () => {
    const told: unknown[] = [];
    onFinding(log, (finding) => told.push(finding.entries[0]));
    write('a', 'bad1');
    write('b');
    await pass();
    expect(told).toEqual(['bad1']);
    expect(diagnose).toHaveBeenCalledTimes(2);
    write('bad2');
    await pass();
    expect(told).toEqual(['bad1', 'bad2']);
    expect(diagnose.mock.lastCall?.[1]).toMatchObject({ alive: new Set(['b']) });
  });

  it('waits for what follows an entry, and may say that all is well', async () => {
    const told: unknown[] = [];
    diagnose.mockImplementation((entries: readonly Entry[]) =>
      entries.some(({ id }) => id === 'all-clear') ? [] : [{ rule: 'D1', key: 'D1', entries: ['silent'] }],
    );
    onFinding(log, (finding) => told.push(finding));
    write('silent');
    await vi.advanceTimersByTimeAsync(600);
    write('all-clear');
    await pass();
    expect(told).toEqual([]);
  });

  it('does not wait for ever while the fault goes on', async () => {
    const told: unknown[] = [];
    diagnose.mockImplementation((entries: readonly Entry[]) => [
      { rule: 'D7', key: 'D7', entries: entries.map(({ id }) => id).reverse() },
    ]);
    onFinding(log, (finding) => told.push(finding));
    for (let i = 0; i < 12; i++) {
      write(`bad${i}`);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(told).toHaveLength(1);
  });

  it('takes no worker for dead that started after the question who is alive', async () => {
    let answer: (boots: Set<string>) => void = () => {};
    onFinding({ ...log, alive: () => new Promise((resolve) => (answer = resolve)) }, () => {});
    write('a');
    await pass();
    write('b');
    answer(new Set());
    await vi.advanceTimersByTimeAsync(0);
    expect(diagnose.mock.lastCall?.[0]).toEqual([{ id: 'a' }]);
  });

  it('is quiet after its undo, and survives a listener that throws', async () => {
    const errors: unknown[] = [];
    vi.stubGlobal('reportError', (error: unknown) => errors.push(error));
    const undo = onFinding(log, () => {
      throw new Error('host');
    });
    write('bad1', 'bad2');
    await pass();
    expect(errors).toHaveLength(2);
    undo();
    write('bad3');
    await pass();
    expect(errors).toHaveLength(2);
    vi.unstubAllGlobals();
  });
});
