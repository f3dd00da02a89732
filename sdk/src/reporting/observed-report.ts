import { attributes } from '@offstage/sw-plugin/internal/services';

/** A report as the page sees it: the browser's own members, as plain JSON. */
export interface ObservedReport {
  /** E.g. `csp-violation`, `deprecation`, `permissions-policy-violation`. */
  readonly type: string;
  /** URL of the document. */
  readonly url: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * What a `ReportingObserver` handed out. A body's members are primitive; they may be getters on a prototype, and
 * `toJSON` may be missing: the interfaces became dictionaries (https://github.com/w3c/reporting/pull/280).
 */
export function observedReport(report: object): ObservedReport {
  const { type, url, body } = report as { type?: unknown; url?: unknown; body?: object | null };
  return { type: String(type), url: String(url), body: attributes(body ?? {}) };
}
