// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ObservedReport } from './observed-report.ts';
import { watchReports } from './watch-reports.ts';

type Callback = (reports: object[]) => void;

/** A `ReportingObserver` that delivers what the test says. */
class Observer {
  static last: Observer | undefined;
  static records: object[] = [];
  readonly callback: Callback;
  readonly options: unknown;
  connected = false;
  constructor(callback: Callback, options: unknown) {
    this.callback = callback;
    this.options = options;
    Observer.last = this;
  }
  observe() {
    this.connected = true;
  }
  disconnect() {
    this.connected = false;
  }
  takeRecords() {
    return Observer.records.splice(0);
  }
}

const VIOLATION = {
  documentURI: 'https://example.com/',
  blockedURI: 'https://evil.example/x.png',
  effectiveDirective: 'img-src',
  originalPolicy: "img-src 'self'",
  disposition: 'enforce',
  statusCode: 200,
  lineNumber: 0,
  columnNumber: 0,
  sourceFile: '',
  sample: '',
  referrer: '',
};

/** The same violation as a report: absent numbers are null there. */
const REPORT = {
  type: 'csp-violation',
  url: 'https://example.com/',
  body: {
    blockedURL: VIOLATION.blockedURI,
    effectiveDirective: 'img-src',
    disposition: 'enforce',
    lineNumber: null,
    columnNumber: null,
    toJSON: () => ({}),
  },
};

const violate = (more: object = {}) =>
  document.dispatchEvent(Object.assign(new Event('securitypolicyviolation'), VIOLATION, more));

describe('watchReports', () => {
  let got: ObservedReport[];
  let undo: () => void;
  const watch = () => {
    undo = watchReports((report) => got.push(report), { scope: window as never });
  };

  beforeEach(() => {
    vi.useFakeTimers();
    got = [];
    undo = () => {};
    vi.stubGlobal('ReportingObserver', Observer);
    Object.assign(window, { ReportingObserver: Observer });
  });
  afterEach(() => {
    undo();
    Observer.records = [];
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('hands on what the observer sees, buffered reports included, as plain data', () => {
    watch();
    expect(Observer.last?.options).toEqual({ buffered: true });
    Observer.last?.callback([
      { type: 'deprecation', url: 'https://example.com/', body: { id: 'Unload', fn() {} } },
    ]);
    expect(got).toEqual([{ type: 'deprecation', url: 'https://example.com/', body: { id: 'Unload' } }]);
  });

  it('reads members that are getters of a prototype', () => {
    class Body {
      get id() {
        return 'x';
      }
    }
    Object.defineProperty(Body.prototype, 'id', { enumerable: true });
    watch();
    Observer.last?.callback([{ type: 'intervention', url: 'u', body: new Body() }]);
    expect(got[0]?.body).toEqual({ id: 'x' });
  });

  it.each(['report first', 'event first'])('tells a violation that both saw once: %s', (order) => {
    watch();
    if (order === 'report first') Observer.last?.callback([REPORT]);
    violate();
    if (order === 'event first') Observer.last?.callback([REPORT]);
    vi.advanceTimersByTime(2_000);
    expect(got).toHaveLength(1);
  });

  it('makes the report from the event when the observer stays silent, as Firefox’s does without report-to', () => {
    watch();
    violate();
    expect(got).toEqual([]);
    vi.advanceTimersByTime(2_000);
    expect(got).toEqual([
      {
        type: 'csp-violation',
        url: 'https://example.com/',
        body: expect.objectContaining({ blockedURL: VIOLATION.blockedURI, effectiveDirective: 'img-src' }),
      },
    ]);
  });

  it('counts: the second of two equal violations that only the event saw is told', () => {
    watch();
    violate();
    violate();
    Observer.last?.callback([REPORT]);
    vi.advanceTimersByTime(2_000);
    expect(got).toHaveLength(2);
  });

  it('tells a violation whose like was reported long ago, and never came as an event', () => {
    watch();
    Observer.last?.callback([REPORT]);
    vi.advanceTimersByTime(60_000);
    violate();
    vi.advanceTimersByTime(2_000);
    expect(got).toHaveLength(2);
  });

  it('works without any observer, and with one that throws', () => {
    for (const absent of [
      undefined,
      class {
        constructor() {
          throw new TypeError('no');
        }
      },
    ]) {
      got = [];
      Object.assign(window, { ReportingObserver: absent });
      watch();
      violate();
      vi.advanceTimersByTime(10);
      expect(got).toHaveLength(1);
      undo();
    }
  });

  it('loses nothing when the page goes', () => {
    watch();
    violate();
    Observer.records = [{ type: 'deprecation', url: 'u', body: {} }];
    window.dispatchEvent(new Event('pagehide'));
    expect(got.map((report) => report.type)).toEqual(['deprecation', 'csp-violation']);
    vi.advanceTimersByTime(2_000);
    expect(got).toHaveLength(2);
  });

  it('is quiet after its undo', () => {
    watch();
    undo();
    violate();
    vi.advanceTimersByTime(2_000);
    expect(got).toEqual([]);
    expect(Observer.last?.connected).toBe(false);
  });
});
