import { useEffect, useRef, useState } from 'react';
import { createScan, type ScanQuery, type ScanResult } from '../filter/scan.ts';
import type { LogModel } from '../model/log-model.ts';
import { afterPaint } from '../shell/after-paint.ts';

/** How long one slice may take before the browser gets to paint, milliseconds. */
const SLICE = 8;
const STEP = 2000;

/**
 * Runs a query over the model, again whenever either changes. A new query shows the newest matches at once and the rest
 * when they are found; new entries change what is shown only when the pass over all of them is done.
 *
 * @param paused while true, new entries change nothing
 */
export function useScan(model: LogModel, query: ScanQuery, paused: boolean): ScanResult {
  // The newest matches, for a first picture that does not say "none" of what nobody has looked at.
  const look = (): ScanResult => {
    const scan = createScan(model, query);
    scan.advance(STEP);
    return scan.result();
  };
  const [result, setResult] = useState(look);

  const last = useRef<ScanQuery | undefined>(undefined);

  useEffect(() => {
    // Another width of the histogram is no new question: nothing should flicker for it.
    const asked = last.current;
    const fresh =
      asked?.groups !== query.groups || asked.range !== query.range || asked.lifetimes !== query.lifetimes;
    last.current = query;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let undoPaint = (): void => {};
    let dirty = false;
    let busy = false;

    const run = (showEarly: boolean): void => {
      busy = true;
      dirty = false;
      const started = performance.now();
      const scan = createScan(model, query);
      const slice = (first: boolean): void => {
        const until = performance.now() + SLICE;
        let done = scan.advance(STEP);
        while (!done && performance.now() < until) done = scan.advance(STEP);
        if (done || (first && showEarly)) setResult(scan.result());
        if (!done) {
          // What was found first is on the screen before the rest is looked at.
          if (first) undoPaint = afterPaint(() => slice(false));
          else timer = setTimeout(slice, 0, false);
          return;
        }
        // A pass that takes long is repeated less often, so that a busy log leaves time for the person.
        timer = setTimeout(settle, (performance.now() - started) * 2);
      };
      slice(true);
    };
    const settle = (): void => {
      busy = false;
      if (dirty) run(false);
    };
    const onChange = (): void => {
      dirty = true;
      if (!busy) {
        busy = true;
        timer = setTimeout(run, 0, false);
      }
    };
    run(fresh);
    const unsubscribe = paused ? undefined : model.subscribe(onChange);
    return () => {
      unsubscribe?.();
      clearTimeout(timer);
      undoPaint();
    };
  }, [model, query, paused]);

  // Nothing was found so far in a log that was loaded anew.
  return result.epoch === model.epoch ? result : look();
}
