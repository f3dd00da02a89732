import { later } from '../log/native-timing.ts';
import { guarded } from '../platform.ts';
import { attributes, reportLine } from '../services/index.ts';
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
export function recordReports({ scope, undos_: undos, write }: Journal): void {
  // Not now: the worker is starting up, and the browser keeps what it reports meanwhile.
  later(() =>
    guarded(() => {
      const ReportingObserver = undos.length && (scope.ReportingObserver as ObserverClass | undefined);
      if (!ReportingObserver) return;
      const observer = new ReportingObserver(
        (reports) =>
          guarded(() => {
            // Members may be getters on a prototype: https://github.com/w3c/reporting/pull/280
            for (const report of reports) {
              const { type, body } = report;
              write('reporting', reportLine({ ...attributes(report), type, body: attributes(body ?? {}) }));
            }
          }),
        { buffered: true },
      );
      observer.observe();
      undos.push(() => observer.disconnect());
    }),
  );
}
