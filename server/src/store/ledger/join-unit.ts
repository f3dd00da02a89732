import { covers, type DeviceLog, type LogGap } from './device-log.ts';
import type { TwinArrival } from './findings/create-twice.ts';
import { createFlags } from './findings/flags-of.ts';
import type { LedgerSend } from './ledger-send.ts';
import type { Life } from './life.ts';
import { pairInOrder } from './pair-in-order.ts';
import { engineOf } from './reasons/engine-of.ts';
import { type GoneRun, goneRuns } from './reasons/gone-runs.ts';
import type { Sign } from './reasons/sign.ts';
import { type GoneReason, type Link, type WhyGone, whyGone } from './reasons/why-gone.ts';
import { isRefused } from './send.ts';
import type { PushState } from './states.ts';
import { endOf } from './times.ts';
import { withAnswers } from './with-answers.ts';

/** A send with what its reason and its warnings need. */
export interface UnitSend extends LedgerSend {
  readonly campaign: string;
  readonly service: string;
}

/** All that is known of the pushes to one device, or of those of one message id. */
export interface Unit {
  readonly sends: readonly UnitSend[];
  /** Lifetimes that may be of these pushes. */
  readonly arrivals: readonly Life[];
  /** All lifetimes of the installations that the device belongs to: clicks and closes look among them for their push. */
  readonly lives: readonly Life[];
  /** They have a message id in common, and no device that the sender knows. */
  readonly isMessage: boolean;
  /** Whether the device has ever told anything. */
  readonly heard: boolean;
  /** Of the installations that the device belongs to. */
  readonly logs: readonly DeviceLog[];
  readonly gaps: readonly LogGap[];
  readonly links: readonly Link[];
  /** Of the other devices of these installations. */
  readonly others: readonly Link[];
  readonly signs: readonly Sign[];
  /** What came to the other devices of these installations. */
  readonly twins: readonly TwinArrival[];
}

/** What became of a push. */
export interface Fate {
  readonly id: number;
  readonly state: PushState;
  /** Which of several equal messages it is can't be told. */
  readonly guess: boolean;
  /** The lifetime on the device, `''` where none is known. */
  readonly span: string;
  readonly browser: string;
  readonly app: string;
  /** Epoch millisecond at which the clock alone will change that. */
  readonly due: number | null;
  readonly gone: GoneReason | '';
  /** See `FLAGS`. */
  readonly flags: number;
}

export interface Joined {
  readonly fates: readonly Fate[];
  /** Per send, by its id: the lifetime that it has on its device, with what followed. */
  readonly lives: ReadonlyMap<number, Life>;
  /** Per arrival: the id of its send, or none. */
  readonly sendOf: ReadonlyMap<string, number>;
  /** Why the subscription is gone, each time that it was. */
  readonly gone: readonly GoneTime[];
}

export interface GoneTime {
  readonly run: GoneRun;
  readonly why: WhyGone;
}

/**
 * Joins both halves: what became of each push, by all that is known at this moment. A function of the facts alone, so it
 * does not matter in which order they came, or how often.
 */
export function joinUnit(unit: Unit, now: number): Joined {
  const { sends, arrivals, lives, heard, logs, gaps } = unit;
  const answered = withAnswers(arrivals, lives);
  const { pairs, guesses } = pairInOrder(
    sends.filter((send) => !isRefused(send)),
    answered,
  );
  const newest = answered.reduce<Life | undefined>(
    (found, life) => (found === undefined || isLater(life, found) ? life : found),
    undefined,
  );
  const covered = (from: number, to: number): boolean =>
    logs.some((log) =>
      covers(
        log,
        gaps.filter(({ install }) => install === log.install),
        from,
        to,
      ),
    );
  const replacedAt = replacements(sends);
  const gone = whenGone(unit, answered, newest?.browser ?? '');
  const reasons = new Map(gone.flatMap(({ run, why }) => run.sends.map((id) => [id, why.reason] as const)));
  const flagsOf = createFlags({ ...unit, arrivals: answered, runs: gone.map(({ run }) => run) });
  const sendOf = new Map<string, number>();
  const fates = sends.map((send): Fate => {
    const life = pairs.get(send.id);
    if (life !== undefined) sendOf.set(life.span, send.id);
    const state =
      life === undefined ? without(send, heard && covered, replacedAt.get(send.id), now) : stateOf(life);
    return {
      id: send.id,
      state,
      guess: guesses.has(send.id) || life?.guessed === true,
      span: life?.span ?? '',
      browser: (life ?? newest)?.browser ?? '',
      app: life?.app ?? '',
      due: state === 'accepted' ? endOf(send) : null,
      gone: reasons.get(send.id) ?? '',
      flags: flagsOf(send, state, life),
    };
  });
  return { fates, lives: pairs, sendOf, gone };
}

/** Where the sender does not know the device, there is nothing that what it was told could be held against. */
function whenGone(unit: Unit, arrivals: readonly Life[], browser: string): readonly GoneTime[] {
  const runs = goneRuns(unit.sends);
  if (runs.length === 0) return [];
  const service = unit.sends.find(({ id }) => id === runs[0]?.sends[0])?.service ?? '';
  const facts = { ...unit, arrivals, engine: engineOf(service, browser) };
  return runs.map((run) => {
    const nothing: WhyGone = { reason: 'unknown', alive: undefined, evidence: [] };
    return { run, why: unit.isMessage ? nothing : whyGone(run, facts) };
  });
}

/** Of a push that the device has told of. */
function stateOf(life: Life): PushState {
  if (life.clicked !== null) return 'clicked';
  if (life.dismissed !== null || life.closed !== null) {
    // Firefox tells its worker of what the app closes as of what a person does: whoever was first closed it.
    return (life.closed ?? Number.POSITIVE_INFINITY) < (life.dismissed ?? Number.POSITIVE_INFINITY)
      ? 'closed'
      : 'dismissed';
  }
  if (life.shown !== null) return 'shown';
  if (life.failed !== null) return 'failed';
  return life.silent === null ? 'received' : 'silent';
}

/** Of a push that no device has told of. */
function without(
  send: LedgerSend,
  covered: false | ((from: number, to: number) => boolean),
  replacedAt: number | undefined,
  now: number,
): PushState {
  if (isRefused(send)) return 'refused';
  if (send.status === undefined) return 'unknown';
  const end = endOf(send);
  if (covered !== false) {
    if (replacedAt !== undefined && replacedAt < end && covered(send.time, replacedAt)) return 'replaced';
    if (covered(send.time, end)) return 'expired';
  }
  return now >= end ? 'unknown' : 'accepted';
}

/** When the next push with the same topic was accepted, which takes the place of one that still waits. */
function replacements(sends: readonly LedgerSend[]): ReadonlyMap<number, number> {
  const next = new Map<string, number>();
  const found = new Map<number, number>();
  for (const send of [...sends].sort((a, b) => b.time - a.time || b.id - a.id)) {
    const { id, topic, time, status } = send;
    if (topic === undefined || status === undefined || isRefused(send)) continue;
    const replacedAt = next.get(topic);
    if (replacedAt !== undefined && replacedAt > time) found.set(id, replacedAt);
    next.set(topic, time);
  }
  return found;
}

function isLater(a: Life, b: Life): boolean {
  return a.time > b.time || (a.time === b.time && a.span > b.span);
}
