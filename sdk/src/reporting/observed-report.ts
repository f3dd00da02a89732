/** A report as the page sees it: the browser's own members, as plain JSON. */
export interface ObservedReport {
  /** E.g. `csp-violation`, `deprecation`, `permissions-policy-violation`. */
  readonly type: string;
  /** URL of the document. */
  readonly url: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * A report, or its body, as a plain object. Members may be getters on a prototype and `toJSON` may be missing: the
 * interfaces became dictionaries (https://github.com/w3c/reporting/pull/280).
 */
export function plain(source: object | null | undefined): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const key in source) {
    const value = (source as Record<string, unknown>)[key];
    if (typeof value === 'object' && value) copy[key] = plain(value);
    else if (typeof value !== 'function' && value !== undefined) copy[key] = value;
  }
  return copy;
}

/** What a `ReportingObserver` handed out. */
export function observedReport(report: object): ObservedReport {
  const { type, url, body } = report as { type?: unknown; url?: unknown; body?: object | null };
  return { type: String(type), url: String(url), body: plain(body) };
}
