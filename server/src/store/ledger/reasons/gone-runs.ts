import type { LedgerSend } from '../ledger-send.ts';
import { isRefused } from '../send.ts';

/** Sends in a row that were answered with "gone": nothing was accepted in between. */
export interface GoneRun {
  /** Epoch milliseconds of the first. */
  readonly since: number;
  /** Their ids. */
  readonly sends: readonly number[];
  /** When the key was refused, if that was the answer before them. */
  readonly keyRefused: number | undefined;
}

/** Statuses by which a push service says that there is no such subscription (any more): RFC 8030, 7.3. */
export const GONE: readonly number[] = [404, 410];
/** Statuses by which it says that the key is not the subscription's: RFC 8292, 4.2. */
export const KEY_REFUSED: readonly number[] = [401, 403];

export function isGone({ status }: Pick<LedgerSend, 'status'>): boolean {
  return status !== undefined && GONE.includes(status);
}

/** Of all sends to one device. */
export function goneRuns(sends: readonly LedgerSend[]): readonly GoneRun[] {
  const runs: GoneRun[] = [];
  let open: { since: number; sends: number[]; keyRefused: number | undefined } | undefined;
  let keyRefused: number | undefined;
  for (const send of [...sends].sort(inOrder)) {
    if (send.status === undefined) continue;
    if (isGone(send)) {
      if (open === undefined) {
        open = { since: send.time, sends: [], keyRefused };
        runs.push(open);
      }
      open.sends.push(send.id);
    } else if (!isRefused(send)) {
      open = undefined;
      keyRefused = undefined;
    } else if (KEY_REFUSED.includes(send.status)) keyRefused = send.time;
  }
  return runs;
}

/** Of two answers in one millisecond the better one was first, whichever was told of first. */
function inOrder(a: LedgerSend, b: LedgerSend): number {
  return a.time - b.time || (a.status ?? 0) - (b.status ?? 0) || a.id - b.id;
}
