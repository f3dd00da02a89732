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
  const pass = () => vi.advanceTimersByTimeAsync(600);

  beforeEach(() => {
    vi.useFakeTimers();
    diagnose.mockImplementation((entries: readonly Entry[]) =>
      entries.filter(({ id }) => id.startsWith('bad')).map(({ id }) => ({ rule: 'D7', entries: [id] })),
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
    expect(diagnose).toHaveBeenCalledTimes(1);
    write('bad2');
    await pass();
    expect(told).toEqual(['bad1', 'bad2']);
    expect(diagnose.mock.lastCall?.[1]).toMatchObject({ alive: new Set(['b']) });
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
