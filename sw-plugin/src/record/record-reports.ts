import { later } from '../log/native-timing.ts';
import type { Undo } from '../platform.ts';
import { attributes, reportLine } from '../services/index.ts';
import { guarded } from '../watch/index.ts';
import type { Journal } from './journal.ts';

interface Observer {
  observe(): void;
  disconnect(): void;
}

interface Report {
  readonly type: string;
  readonly body: object | null;
}

type ObserverClass = new (
  callback: (reports: readonly Report[]) => void,
  options: { readonly buffered: boolean },
) => Observer;

/**
 * Writes a line for each report that the browser makes about this worker, e.g. of its content security policy, which
 * Chromium may not send to any endpoint. https://w3c.github.io/reporting/#observers
 */
export function recordReports({ scope, fault, write }: Journal): Undo {
  let observer: Observer | undefined;
  // Not now: the worker is starting up, and the browser keeps what it reports meanwhile.
  const start = (): void => {
    const ReportingObserver = scope.ReportingObserver as ObserverClass | undefined;
    observer =
      ReportingObserver &&
      new ReportingObserver(
        (reports) =>
          guarded(fault, () => {
            // Members may be getters on a prototype: https://github.com/w3c/reporting/pull/280
            for (const report of reports) {
              const { type, body } = report;
              write('reporting', reportLine({ ...attributes(report), type, body: attributes(body ?? {}) }));
            }
          }),
        { buffered: true },
      );
    observer?.observe();
  };
  later(() => guarded(fault, start));
  // Behind that task, which may still be to come.
  return () => {
    later(() => observer?.disconnect());
  };
}
