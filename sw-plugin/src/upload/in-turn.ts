import { openDatabase, result } from '../log/database.ts';
import { type Open, withStore } from './with-store.ts';

/** Under `lease:<url>` in `settings`, where there are no Web Locks: who sends, and until when nobody else does. */
interface Lease {
  readonly by: number;
  /** Epoch milliseconds. */
  readonly until: number;
}

/** Milliseconds: longer than a post is waited for. Who sends says so anew before each. */
const LEASE = 30_000;

/** Of the Web Lock under which somebody sends to a URL. */
export const TURN = 'offstage-upload:';

/**
 * Lets one of all pages and workers send to `url` at a time. `run` gets what is to be asked before each post: whether it
 * is still its turn. Without Web Locks there is a lease, and who comes while another has it does not run: it returns false.
 */
export async function inTurn(
  locks: LockManager | undefined,
  url: string,
  run: (isOurs: () => boolean | Promise<boolean>) => Promise<void>,
  open: Open = openDatabase,
): Promise<boolean> {
  if (locks) {
    await locks.request(TURN + url, () => run(() => true));
    return true;
  }
  const by = Math.random();
  const name = `lease:${url}`;
  const take = (): Promise<boolean> =>
    withStore(open, 'settings', async (store) => {
      const lease: Lease | undefined = await result(store.get(name));
      const now = Date.now();
      // One that ends later than any could was written by another clock.
      if (lease && lease.by !== by && lease.until > now && lease.until <= now + LEASE) return false;
      store.put({ by, until: now + LEASE } satisfies Lease, name);
      return true;
    });
  // Where there is no database nobody can know of us, nor we of them.
  if (!(await take().catch(() => true))) return false;
  try {
    await run(() => take().catch(() => true));
  } finally {
    await withStore(open, 'settings', async (store) => {
      const lease: Lease | undefined = await result(store.get(name));
      if (lease?.by === by) store.delete(name);
    }).catch(() => undefined);
  }
  return true;
}
