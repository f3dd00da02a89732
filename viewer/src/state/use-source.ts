import { useCallback, useEffect, useMemo, useState } from 'react';
import { forgetService } from '../model/forget-service.ts';
import { keepNewest } from '../model/keep-newest.ts';
import { createLogModel, type LogModel } from '../model/log-model.ts';
import type { ReportFilter } from '../sources/server-api.ts';
import type { Source, SourceState } from '../sources/source.ts';

export interface OpenSource {
  /** Loads everything again. */
  reload(): void;
  readonly model: LogModel;
  readonly state: SourceState;
}

/** A view that stays open for weeks keeps so many of the newest entries. */
const MOST_LIVE = 500_000;

/** How often it is asked which workers and pages are alive, while something is still running. */
const ALIVE_EVERY = 2000;

/**
 * Loads a source into a model of its own, for as long as it is shown.
 *
 * @param mostLive of a source that grows, so many of the newest entries are kept
 * @param question for a server to filter by
 */
export function useSource(
  source: Source | undefined,
  mostLive: number = MOST_LIVE,
  question?: ReportFilter,
): OpenSource {
  const model = useMemo(() => createLogModel(source?.origin), [source]);
  const [state, setState] = useState<SourceState>({ phase: 'loading' });
  const [bounded, setBounded] = useState(false);
  const [round, setRound] = useState(0);
  const reload = useCallback(() => setRound((before) => before + 1), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another round opens it again
  useEffect(() => {
    if (source === undefined) return;
    setState({ phase: 'loading' });
    setBounded(false);
    return source.open(
      {
        append(batch) {
          model.append(batch);
          // A file does not grow.
          if (source.kind !== 'file' && keepNewest(model, mostLive)) setBounded(true);
        },
        prepend: (batch) => model.prepend(batch),
        reset: () => model.reset(),
        trim: (below, service) =>
          service === undefined ? model.trim(below) : forgetService(model, below, service),
        state: setState,
      },
      question,
    );
  }, [source, model, round, mostLive, question]);

  useEffect(() => {
    if (source?.alive === undefined) return;
    let stopped = false;
    const ask = async (): Promise<void> => {
      const asked = Date.now();
      const { high } = model;
      const alive = await source.alive?.();
      if (!stopped) model.setAlive(alive, asked, high);
    };
    const quietly = (): void => void ask().catch(() => {});
    quietly();
    const timer = setInterval(quietly, ALIVE_EVERY);
    return () => {
      stopped = true;
      clearInterval(timer);
    };
  }, [source, model]);

  return { model, state: bounded ? { ...state, bounded: mostLive } : state, reload };
}
