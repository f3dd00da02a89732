import type { LedgerSend } from './ledger-send.ts';
import type { Life } from './life.ts';
import { endOf, SLACK } from './times.ts';

export interface Pairs {
  /** The lifetime that each send has, by the send's id. */
  readonly pairs: ReadonlyMap<number, Life>;
  /** Sends of which it can't be told which of several equal ones they are. */
  readonly guesses: ReadonlySet<number>;
}

/**
 * Pairs sends with what arrived: by an explicit message id where both have one, else by the key. Equal ones pair in the
 * order in which they were sent and came; once one is missing, all that may have been meant are guesses.
 */
export function pairInOrder(sends: readonly LedgerSend[], arrivals: readonly Life[]): Pairs {
  const pairs = new Map<number, Life>();
  const guesses = new Set<number>();
  const taken = new Set<string>();
  const inOrder = [...sends].sort((a, b) => a.time - b.time || a.id - b.id);
  const came = [...arrivals].sort((a, b) => arrivedAt(a) - arrivedAt(b) || (a.span < b.span ? -1 : 1));

  function pairBy(member: 'message' | 'key'): void {
    const groups = new Map<string, { sends: LedgerSend[]; arrivals: Life[] }>();
    for (const send of inOrder) {
      if (send[member] === '' || pairs.has(send.id)) continue;
      const group = groups.get(send[member]);
      if (group === undefined) groups.set(send[member], { sends: [send], arrivals: [] });
      else group.sends.push(send);
    }
    for (const life of came) if (!taken.has(life.span)) groups.get(life[member])?.arrivals.push(life);
    for (const group of groups.values()) pairGroup(group.sends, group.arrivals, member);
  }

  function pairGroup(of: readonly LedgerSend[], arrived: readonly Life[], member: 'message' | 'key'): void {
    for (const cluster of clustersOf(of)) {
      const inTime = arrived.filter(
        (life) => arrivedAt(life) >= cluster.start && arrivedAt(life) <= cluster.end && !taken.has(life.span),
      );
      let start = 0;
      for (const life of inTime) {
        while (start < cluster.sends.length && pairs.has((cluster.sends[start] as LedgerSend).id)) start++;
        for (let at = start; at < cluster.sends.length; at++) {
          const send = cluster.sends[at] as LedgerSend;
          if (send.time - SLACK > arrivedAt(life)) break;
          if (pairs.has(send.id) || lastOf(send) < arrivedAt(life)) continue;
          // Where both have an explicit one, it says that they are two.
          if (member === 'key' && send.message !== '' && life.message !== '') continue;
          pairs.set(send.id, life);
          taken.add(life.span);
          break;
        }
      }
      if (cluster.sends.length > 1 && inTime.length > 0 && inTime.length !== cluster.sends.length)
        for (const { id } of cluster.sends) guesses.add(id);
    }
  }

  pairBy('message');
  pairBy('key');
  return { pairs, guesses };
}

/** When a push came to its device, as far as is known. */
export function arrivedAt({ received, time }: Life): number {
  return received ?? time;
}

/** The latest that a device may say it came: its clock may be ahead. */
function lastOf(send: LedgerSend): number {
  return endOf(send) + SLACK;
}

interface Cluster {
  readonly sends: LedgerSend[];
  readonly start: number;
  end: number;
}

/** Equal sends that may be taken for each other: of which one can still arrive when the next is sent. */
function clustersOf(sends: readonly LedgerSend[]): readonly Cluster[] {
  const clusters: Cluster[] = [];
  for (const send of sends) {
    const last = clusters.at(-1);
    if (last !== undefined && send.time - SLACK <= last.end) {
      last.sends.push(send);
      last.end = Math.max(last.end, lastOf(send));
    } else clusters.push({ sends: [send], start: send.time - SLACK, end: lastOf(send) });
  }
  return clusters;
}
