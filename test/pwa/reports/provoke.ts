/** Runs in the page of a report case: does what the case is about, and tells the app what this page saw. */
import { PROVOCATIONS } from './provocations.ts';
import type { ReportNews } from './report-case.ts';

const { kind = '', otherOrigin = '' } = document.documentElement.dataset;
const channel = new BroadcastChannel('reports-demo');
const output = document.querySelector('output');

function tell(news: ReportNews): void {
  channel.postMessage(news);
  if (output && 'text' in news) output.textContent += `${news.text}\n`;
}

interface ObservedReport {
  readonly type: string;
  readonly body: object | null;
}
type Observer = new (
  listener: (reports: readonly ObservedReport[]) => void,
  options: { buffered: boolean },
) => { observe(): void };

const { ReportingObserver } = globalThis as { ReportingObserver?: Observer };
if (ReportingObserver) {
  new ReportingObserver(
    (reports) => {
      for (const { type, body } of reports)
        tell({ kind, news: 'observed', type, text: describe(type, body) });
    },
    { buffered: true },
  ).observe();
} else {
  document.addEventListener('securitypolicyviolation', (event) => {
    const text = `csp-violation: ${event.effectiveDirective} ${event.blockedURI}`;
    tell({ kind, news: 'observed', type: 'csp-violation', text });
  });
}

/** One line: the type, and the body members that name the culprit. */
function describe(type: string, body: object | null): string {
  // Chromium keeps the members of some bodies for `toJSON` alone.
  const { toJSON } = (body ?? {}) as { toJSON?: () => object };
  const members = { ...toJSON?.call(body), ...body } as Record<string, unknown>;
  const first = ['effectiveDirective', 'policyId', 'featureId', 'id', 'message', 'blockedURL', 'destination'];
  const named = first
    .map((name) => members[name])
    .filter((value) => typeof value === 'string' && value !== '');
  return `${type}: ${named.join(' ') || 'no details'}`;
}

addEventListener('load', async () => {
  tell({ kind, news: 'loaded' });
  const text = await PROVOCATIONS[kind]?.(otherOrigin);
  if (text !== undefined) tell({ kind, news: 'did', text });
});
