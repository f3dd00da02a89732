import type { Service } from '@offstage/sw-plugin/log';
import { useEffect, useState } from 'react';
import { compileFilter, type Group } from '../filter/compile.ts';
import { FUNNELS } from '../filter/funnels.ts';
import type { LogModel } from '../model/log-model.ts';

/** How long one slice may take before the browser gets to paint, and how long the log rests before it is counted. Milliseconds. */
const SLICE = 8;
const REST = 300;
const EVERY = 2000;
const STEP = 1000;

/**
 * How many entries there are of each step of a service's funnel; undefined until they are counted.
 *
 * @param panel what the panel lists at all
 */
export function useFunnel(
  model: LogModel,
  service: Service,
  panel: readonly Group[],
): readonly number[] | undefined {
  const [counts, setCounts] = useState<readonly number[]>();
  useEffect(() => {
    setCounts(undefined);
    const steps = FUNNELS[service].map(({ filter }) => compileFilter(filter));
    let timer: ReturnType<typeof setTimeout> | undefined;
    let counting = false;
    let dirty = false;

    const count = (): void => {
      counting = true;
      dirty = false;
      const found = steps.map(() => 0);
      const { epoch } = model;
      let at = model.low;
      const slice = (): void => {
        const until = performance.now() + SLICE;
        while (at < model.high && epoch === model.epoch && performance.now() < until) {
          for (const end = Math.min(model.high, at + STEP); at < end; at++) {
            if (!panel.every(({ test }) => test(model, at))) continue;
            steps.forEach((groups, index) => {
              if (groups.every(({ test }) => test(model, at))) found[index] = (found[index] as number) + 1;
            });
          }
        }
        if (epoch === model.epoch && at < model.high) {
          timer = setTimeout(slice);
          return;
        }
        if (epoch === model.epoch) setCounts(found);
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
  }, [model, service, panel]);
  return counts;
}
