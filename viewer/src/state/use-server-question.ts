import type { Service } from '@offstage/sw-plugin/log';
import { useEffect, useRef, useState } from 'react';
import type { LogModel } from '../model/log-model.ts';
import { receivedOf } from '../model/report-of.ts';
import type { ReportCounts, ReportFilter } from '../sources/server-api.ts';
import type { Source, SourceState } from '../sources/source.ts';
import { serverQuestion } from './server-question.ts';

export interface ServerQuestionUse {
  readonly source: Source | undefined;
  readonly model: LogModel;
  readonly sourceState: SourceState;
  readonly filter: string;
  readonly range: readonly [number, number] | undefined;
  readonly service: Service | undefined;
  /** As it was asked last. */
  readonly question: ReportFilter | undefined;
  onQuestion(question: ReportFilter | undefined): void;
}

/** Milliseconds: a person types on. */
const PAUSE = 400;
/** So many of what is loaded tell which browsers there are. */
const SAMPLE = 5_000;

/**
 * Asks the server where it has more than is loaded: its own filter looks through all of it. Returns how much there is of
 * what, over all that the server has; undefined where everything is here.
 */
export function useServerQuestion(options: ServerQuestionUse): ReportCounts | undefined {
  const { source, model, sourceState, filter, range, service, question, onQuestion } = options;
  const asked = useRef({ question, onQuestion });
  asked.current = { question, onQuestion };
  const [partly, setPartly] = useState<string>();
  const [counts, setCounts] = useState<ReportCounts>();
  const reports = source?.kind === 'server' ? source.reports : undefined;
  const id = source?.id;

  useEffect(() => {
    if (question === undefined && sourceState.older !== undefined) setPartly(id);
  }, [question, sourceState.older, id]);

  useEffect(() => {
    if (reports !== undefined && partly === id) return;
    setCounts(undefined);
    if (asked.current.question !== undefined) asked.current.onQuestion(undefined);
  }, [reports, partly, id]);

  useEffect(() => {
    if (reports === undefined || partly !== id) return;
    let stopped = false;
    const ask = async (): Promise<void> => {
      const known = await reports.counts();
      const next = serverQuestion({ filter, range, service, known, unsearched: agentsIn(model) });
      const { type, origin, ...others } = next;
      const [all, types, origins] = await Promise.all([
        known,
        type || Object.keys(others).length > 0
          ? reports.counts({ ...others, ...(origin && { origin }) })
          : known,
        origin || Object.keys(others).length > 0
          ? reports.counts({ ...others, ...(type && { type }) })
          : known,
      ]);
      if (stopped) return;
      setCounts({ ...all, type: types.type, origin: origins.origin });
      const same = JSON.stringify(next) === JSON.stringify(asked.current.question ?? {});
      if (!same) asked.current.onQuestion(Object.keys(next).length > 0 ? next : undefined);
    };
    // What is loaded is shown all the same.
    const timer = setTimeout(() => void ask().catch(() => {}), PAUSE);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [reports, partly, id, model, filter, range, service]);

  return partly === id ? counts : undefined;
}

function agentsIn(model: LogModel): string {
  const agents = new Set<string>();
  for (let at = model.high - 1; at >= Math.max(model.low, model.high - SAMPLE); at--) {
    agents.add(receivedOf(model.entry(at))?.userAgent ?? '');
  }
  return [...agents].join('\n').toLowerCase();
}
