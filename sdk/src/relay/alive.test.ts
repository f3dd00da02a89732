import { describe, expect, it } from 'vitest';
import { alive, whenDead } from './alive.ts';

const query = (held: unknown[]) => ({ query: async () => ({ held }) }) as unknown as LockManager;

describe('alive', () => {
  it('lists the boots whose lock is held, without those who wait for its end, and without foreign locks', async () => {
    const locks = query([
      { name: 'offstage:a', mode: 'exclusive' },
      { name: 'offstage:b', mode: 'shared' },
      { name: 'theirs', mode: 'exclusive' },
    ]);
    expect(await alive(locks)).toEqual(new Set(['a']));
  });

  it('is undefined without Web Locks, or where they are denied', async () => {
    expect(await alive(undefined)).toBeUndefined();
    const denied = { query: () => Promise.reject(new DOMException('', 'SecurityError')) };
    expect(await alive(denied as unknown as LockManager)).toBeUndefined();
  });
});

describe('whenDead', () => {
  it('calls when the lock is granted, and not after it was told to stop', async () => {
    const granted: (() => void)[] = [];
    const locks = {
      request: async (_name: string, _options: unknown, grant: () => void) => void granted.push(grant),
    } as unknown as LockManager;
    const calls: string[] = [];
    const gone = new AbortController();
    whenDead(locks, 'a', new AbortController().signal, () => calls.push('a'));
    whenDead(locks, 'b', gone.signal, () => calls.push('b'));
    gone.abort();
    for (const grant of granted) grant();
    expect(granted).toHaveLength(2);
    expect(calls).toEqual(['a']);
  });
});
