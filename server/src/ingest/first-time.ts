import { storedHash } from '../store/stored-hash.ts';

const LIMIT = 50_000;
/** By hash: names are as long as their sender likes. */
const times = new Map<bigint, number>();

/**
 * The time that an entry had when it first came, in epoch milliseconds. Its sender measures its age anew with every try,
 * and a phone's clock that was set meanwhile must not make two entries of one.
 */
export function firstTime(id: string, time: number): number {
  const key = storedHash(id);
  const first = times.get(key);
  if (first !== undefined) return first;
  const [oldest] = times.size >= LIMIT ? times.keys() : [];
  if (oldest !== undefined) times.delete(oldest);
  times.set(key, time);
  return time;
}
