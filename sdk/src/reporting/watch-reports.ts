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
  const undo = new AbortController();
  const on = { signal: undo.signal, capture: true };
  /** Violations that the observer delivered and no event has claimed yet, and when. */
  let observed: { readonly key: string; readonly at: number }[] = [];
  const now = (): number => scope.performance.now();
  /** By timer: violations that the observer may still deliver. */
  const waiting = new Map<number, () => void>();

  function receive(reports: readonly object[]): void {
    for (const each of reports) {
      const report = observedReport(each);
      if (report.type === 'csp-violation') observed.push({ key: violationKey(report), at: now() });
      listener(report);
    }
  }

  function onViolation(event: SecurityPolicyViolationEvent): void {
    const report = violationReport(event);
    const settle = (): void => {
      waiting.delete(timer);
      // Those of before this watch, and those whose event the page kept to itself, wait for nobody.
      observed = observed.filter(({ at }) => at > now() - 2 * GRACE);
      const delivered = observed.findIndex(({ key }) => key === violationKey(report));
      if (delivered < 0) listener(report);
      else observed.splice(delivered, 1);
    };
    const timer = scope.setTimeout(settle, observer ? GRACE : 0);
    waiting.set(timer, settle);
  }

  /** The page goes: nothing that is still on its way may be lost. */
  function finish(): void {
    receive(observer?.takeRecords() ?? []);
    for (const [timer, settle] of waiting) {
      scope.clearTimeout(timer);
      settle();
    }
  }

  const observer = observe(scope, receive);
  scope.document.addEventListener('securitypolicyviolation', onViolation, on);
  scope.addEventListener('pagehide', finish, on);
  return () => {
    finish();
    observer?.disconnect();
    undo.abort();
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
