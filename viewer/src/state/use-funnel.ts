import { useEffect, useMemo, useState } from 'react';
import type { Group } from '../filter/compile.ts';
import { countSteps } from '../filter/count-steps.ts';
import type { AskedStep } from '../filter/funnel-steps.ts';
import { groupsOf } from '../filter/groups-of.ts';
import type { FilterKey } from '../filter/keys.ts';
import type { LogModel } from '../model/log-model.ts';

/** How long one slice may take before the browser gets to paint, and how long the log rests before it is counted. Milliseconds. */
const SLICE = 8;
const REST = 300;
const EVERY = 2000;
const STEP = 1000;

export interface FunnelUse {
  readonly model: LogModel;
  readonly steps: readonly AskedStep[];
  /** What the panel lists at all. */
  readonly panel: readonly Group[];
  /** Epoch milliseconds: the brush of the timeline. */
  readonly range: readonly [number, number] | undefined;
  /** Position before which the list ends, while later entries wait. */
  readonly before: number | undefined;
  /** Keys that only the caller can read. */
  readonly keys: readonly FilterKey[];
}

/** How many entries there are of each step; undefined until they are counted, also when something else is asked. */
export function useFunnel(use: FunnelUse): readonly number[] | undefined {
  const { model, steps, panel, range, before, keys } = use;
  const asked = steps.map((step) => step.asked).join('\n');
  const own = /\brule\b/i.test(asked) ? keys : NONE;
  const question = useMemo(
    () => asked.split('\n').map((filter) => groupsOf(panel, filter, own)),
    [asked, panel, own],
  );
  const [counted, setCounted] = useState<{ question: unknown; range: unknown; found: readonly number[] }>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let counting = false;
    let dirty = false;

    const count = (): void => {
      counting = true;
      dirty = false;
      const { epoch } = model;
      const pass = countSteps(model, question, range, before);
      const slice = (): void => {
        const until = performance.now() + SLICE;
        let done = epoch !== model.epoch || pass.advance(STEP);
        while (!done && performance.now() < until) done = pass.advance(STEP);
        if (!done) {
          timer = setTimeout(slice);
          return;
        }
        if (epoch === model.epoch) setCounted({ question, range, found: [...pass.found] });
        else dirty = true;
        timer = setTimeout(rest, EVERY);
      };
      slice();
    };
    const rest = (): void => {
      counting = false;
      if (dirty) count();
    };
    const onChange = (): void => {
      dirty = true;
      if (counting) return;
      clearTimeout(timer);
      timer = setTimeout(count, REST);
    };
    onChange();
    const unsubscribe = model.subscribe(onChange);
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [model, question, range, before]);
  return counted?.question === question && counted.range === range ? counted.found : undefined;
}

const NONE: readonly FilterKey[] = [];
