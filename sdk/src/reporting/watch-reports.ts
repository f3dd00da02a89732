import { type ObservedReport, observedReport } from './observed-report.ts';
import { violationKey, violationReport } from './violation-report.ts';

/** Milliseconds that the observer gets to deliver what an event announced. */
const GRACE = 1_000;

export interface WatchReportsOptions {
  /** The window. */
  readonly scope: Window & typeof globalThis;
}

interface Observer {
  observe(): void;
  disconnect(): void;
  takeRecords(): readonly object[];
}

type ObserverClass = new (
  callback: (reports: readonly object[]) => void,
  options: { buffered: boolean },
) => Observer;

/**
 * Calls `listener` once with every report that the browser makes about this document, those from before this call
 * included where the browser keeps them.
 *
 * Where there is no `ReportingObserver`, or it does not see a violation of the content security policy (Firefox shows
 * it only those of a policy with `report-to`), the report is made from the `securitypolicyviolation` event.
 * Returns its undo.
 */
export function watchReports(
  listener: (report: ObservedReport) => void,
  { scope }: WatchReportsOptions,
): () => void {
  const { document } = scope;
  /** Violations that the observer delivered and no event has claimed yet. */
  const observed = new Map<string, number>();
  const waiting = new Map<number, ObservedReport>();

  function receive(reports: readonly object[]): void {
    for (const each of reports) {
      const report = observedReport(each);
      if (report.type === 'csp-violation') count(violationKey(report), 1);
      listener(report);
    }
  }

  function count(key: string, change: 1 | -1): boolean {
    const next = (observed.get(key) ?? 0) + change;
    if (next >= 0) observed.set(key, next);
    return next >= 0;
  }

  const settle = (timer: number): void => {
    const report = waiting.get(timer);
    waiting.delete(timer);
    if (report && !count(violationKey(report), -1)) listener(report);
  };

  function onViolation(event: Event): void {
    const report = violationReport(event as SecurityPolicyViolationEvent);
    const timer: number = scope.setTimeout(() => settle(timer), observer ? GRACE : 0);
    waiting.set(timer, report);
  }

  /** The page goes: nothing that is still on its way may be lost. */
  function finish(): void {
    receive(observer?.takeRecords() ?? []);
    for (const timer of waiting.keys()) {
      scope.clearTimeout(timer);
      settle(timer);
    }
  }

  const observer = observe(scope, receive);
  document.addEventListener('securitypolicyviolation', onViolation, true);
  scope.addEventListener('pagehide', finish, true);
  return () => {
    finish();
    observer?.disconnect();
    document.removeEventListener('securitypolicyviolation', onViolation, true);
    scope.removeEventListener('pagehide', finish, true);
  };
}

function observe(scope: object, callback: (reports: readonly object[]) => void): Observer | undefined {
  try {
    const { ReportingObserver } = scope as { ReportingObserver?: ObserverClass };
    const observer = ReportingObserver && new ReportingObserver(callback, { buffered: true });
    observer?.observe();
    return observer;
  } catch {
    return undefined;
  }
}
