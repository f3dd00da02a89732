import { useEffect, useRef, useState } from 'react';
import type { Push, PushPage, PushQuestion } from '../sources/push-api.ts';
import type { PushProblem, ServerPushes } from '../sources/server-pushes.ts';
import { useAnswer } from './use-answer.ts';

/** Pushes that are held at most; who wants more of them saves them as a file. */
const MOST = 20_000;

export interface PushPages {
  readonly pushes: readonly Push[];
  readonly problem: PushProblem | undefined;
  /** The first page is there. */
  readonly loaded: boolean;
  /** Asks for older ones, once at a time; undefined where there are none, or enough are held. */
  readonly more: (() => void) | undefined;
  readonly loading: boolean;
  /** There are more than are held. */
  readonly full: boolean;
}

/** The newest pushes that a question lets through, and older ones page by page. */
export function usePushPages(
  server: ServerPushes,
  question: PushQuestion,
  about: string,
  round: number,
): PushPages {
  // What comes while older pages are read would push rows out from under the reader's eyes.
  const [older, setOlder] = useState<{ readonly about: string; readonly pages: readonly PushPage[] }>();
  const pages = older?.about === about ? older.pages : [];
  const frozen = useRef(round);
  if (pages.length === 0) frozen.current = round;
  const first = useAnswer((cancel) => server.page(question, undefined, cancel), about, frozen.current);
  const [loading, setLoading] = useState(false);
  const [problem, setProblem] = useState<PushProblem>();
  const latest = useRef(about);
  useEffect(() => {
    latest.current = about;
    setLoading(false);
    setProblem(undefined);
  }, [about]);

  const all = first.current && first.value ? [first.value, ...pages] : [];
  const pushes = all.flatMap((page) => page.pushes);
  const next = all.at(-1)?.next ?? null;
  const full = next !== null && pushes.length >= MOST;
  const more = (cursor: string): void => {
    if (loading) return;
    setLoading(true);
    setProblem(undefined);
    server
      .page(question, cursor)
      .then(
        (page) => latest.current === about && setOlder({ about, pages: [...pages, page] }),
        (error: PushProblem) => latest.current === about && setProblem(error),
      )
      .finally(() => latest.current === about && setLoading(false));
  };
  return {
    pushes,
    problem: problem ?? (first.current ? first.problem : undefined),
    loaded: first.current && first.value !== undefined,
    more: next === null || full ? undefined : () => more(next),
    loading,
    full,
  };
}
