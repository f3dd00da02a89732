import type { Service } from '@offstage/sw-plugin/log';
import { useEffect, useState } from 'react';
import type { AskedStep } from '../filter/funnel-steps.ts';
import { parseFilter } from '../filter/parse.ts';
import { UPLOADED } from '../sources/server-entry.ts';
import type { ServerReports } from '../sources/server-reports.ts';
import { serverQuestion } from './server-question.ts';

/** Milliseconds: a person types on. */
const PAUSE = 400;

/** Keys that the server answers as the view does. */
const ANSWERED: ReadonlySet<string> = new Set(['type', 'origin', 'browser', 'group', 'noise']);

/** Whether the server counts exactly what this filter lists. */
const isAnswered = (filter: string): boolean =>
  parseFilter(filter).every(({ key, negated, compare }) => ANSWERED.has(key) && !negated && compare === ':');

/**
 * Of each step how much there is over all that a server has; undefined where it cannot tell, or has been asked and has not
 * answered yet.
 *
 * @param reports undefined where everything is loaded
 */
export function useHeldSteps(
  reports: ServerReports | undefined,
  steps: readonly AskedStep[],
  range: readonly [number, number] | undefined,
  service: Service | undefined,
): readonly (number | undefined)[] | undefined {
  const asked = steps.map((step) => step.asked).join('\n');
  const [answer, setAnswer] = useState<{ key: string; counts: readonly (number | undefined)[] }>();
  const key = `${service} ${range?.join()} ${asked}`;
  useEffect(() => {
    if (reports === undefined || service !== 'reporting') return;
    let stopped = false;
    const ask = async (): Promise<void> => {
      const known = await reports.counts();
      const counts = await Promise.all(
        asked.split('\n').map(async (filter) => {
          if (!isAnswered(filter)) return undefined;
          const question = serverQuestion({ filter, range, service, known, unsearched: '' });
          // What the server has no word for it would answer with everything.
          const words = parseFilter(filter).map((term) => term.key as keyof typeof question);
          if (words.some((word) => question[word] === undefined)) return undefined;
          const { total, type } = await reports.counts(question);
          const uploaded = question.type ? 0 : (type.find(({ value }) => value === UPLOADED)?.count ?? 0);
          return total - uploaded;
        }),
      );
      if (!stopped) setAnswer({ key, counts });
    };
    const timer = setTimeout(() => void ask().catch(() => {}), PAUSE);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [reports, asked, range, service, key]);
  return answer?.key === key && reports !== undefined ? answer.counts : undefined;
}
