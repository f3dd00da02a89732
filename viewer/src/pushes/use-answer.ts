import { useEffect, useState } from 'react';
import type { PushProblem } from '../sources/server-pushes.ts';

/** What the server answered last. */
export interface Answer<Value> {
  /** Of the question before, too, while the next answer is on its way; then `current` is false. */
  readonly value: Value | undefined;
  readonly problem: PushProblem | undefined;
  /** It is the answer to what is asked now. */
  readonly current: boolean;
}

interface Kept<Value> {
  readonly about: string | undefined;
  readonly value?: Value;
  readonly problem?: PushProblem;
}

/**
 * Asks, and asks again when `about` or `round` changes. An answer that another question has overtaken is dropped.
 *
 * @param ask undefined: nothing is asked
 * @param about names the question
 */
export function useAnswer<Value>(
  ask: (() => Promise<Value>) | undefined,
  about: string,
  round: number,
): Answer<Value> {
  const [kept, setKept] = useState<Kept<Value>>({ about: undefined });
  const asked = ask !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `about` and `round` say what is asked
  useEffect(() => {
    if (ask === undefined) return;
    let stopped = false;
    ask().then(
      (value) => !stopped && setKept({ about, value }),
      (error: unknown) => {
        // What was answered before stays in sight when the same is asked again.
        if (!stopped)
          setKept((before) => ({
            about,
            problem: problemIn(error),
            ...(before.about === about && before.value !== undefined && { value: before.value }),
          }));
      },
    );
    return () => {
      stopped = true;
    };
  }, [asked, about, round]);
  return { value: kept.value, problem: kept.problem, current: kept.about === about };
}

function problemIn(error: unknown): PushProblem {
  return typeof error === 'object' && error !== null && 'reason' in error
    ? (error as PushProblem)
    : { reason: 'bad-answer', said: String(error).slice(0, 200) };
}
