import { useEffect, useRef, useState } from 'react';
import type { PushProblem } from '../sources/server-pushes.ts';

/** What the server answered last. */
export interface Answer<Value> {
  /** Of the question before, too, while the next answer is on its way; then `current` is false. */
  readonly value: Value | undefined;
  readonly problem: PushProblem | undefined;
  /** It is the answer to what is asked now. */
  readonly current: boolean;
  /** What was asked in this round has been answered. */
  readonly settled: boolean;
}

interface Kept<Value> {
  readonly about: string | undefined;
  readonly round: number;
  readonly value?: Value;
  readonly problem?: PushProblem;
}

interface UnderWay {
  readonly about: string;
  /** Milliseconds, by the page's clock. */
  readonly since: number;
  readonly cancel: AbortController;
}

/** Milliseconds after which the same is asked once more though no answer has come: a connection may be dead. */
export const PATIENCE = 60_000;

/**
 * Asks, and asks again when `about` or `round` changes. What another question has overtaken is called off. The same is not
 * asked twice at once: that would make a slow server slower, and what it is about to answer is the answer.
 *
 * @param ask undefined: nothing is asked
 * @param about names the question
 */
export function useAnswer<Value>(
  ask: ((cancel: AbortSignal) => Promise<Value>) | undefined,
  about: string,
  round: number,
): Answer<Value> {
  const [kept, setKept] = useState<Kept<Value>>({ about: undefined, round });
  const underWay = useRef<UnderWay>(undefined);
  const latest = useRef(round);
  latest.current = round;
  const asked = ask !== undefined;
  useEffect(
    () => () => {
      underWay.current?.cancel.abort();
      underWay.current = undefined;
    },
    [],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: `about` and `round` say what is asked
  useEffect(() => {
    if (ask === undefined) return;
    const since = performance.now();
    const before = underWay.current;
    const same = before?.about === about;
    if (same && since - before.since < PATIENCE) return;
    if (!same) before?.cancel.abort();
    const cancel = same ? before.cancel : new AbortController();
    underWay.current = { about, since, cancel };
    const settle = (next: (before: Kept<Value>) => Omit<Kept<Value>, 'about' | 'round'>): void => {
      if (underWay.current?.cancel !== cancel) return;
      underWay.current = undefined;
      setKept((before) => ({ ...next(before), about, round: latest.current }));
    };
    ask(cancel.signal).then(
      (value) => settle(() => ({ value })),
      (error: unknown) =>
        // What was answered before stays in sight when the same is asked again.
        settle(({ about: known, value }) => ({
          problem: problemIn(error),
          ...(known === about && value !== undefined && { value }),
        })),
    );
  }, [asked, about, round]);
  const current = kept.about === about;
  return {
    value: kept.value,
    problem: kept.problem,
    current,
    settled: current && kept.round === round,
  };
}

function problemIn(error: unknown): PushProblem {
  return typeof error === 'object' && error !== null && 'reason' in error
    ? (error as PushProblem)
    : { reason: 'bad-answer', said: String(error).slice(0, 200) };
}
