// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { recordReports } from './record-reports.ts';

const lines: unknown[] = [];
const journal = { write: (service: string, line: object) => void lines.push({ service, ...line }) };

beforeEach(() => {
  vi.useFakeTimers();
  lines.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
});

function scopeWith(fetch: () => Promise<Response>) {
  const scope = Object.create(window) as Window & typeof globalThis;
  const bound = { setTimeout, clearTimeout, document, location: { href: 'https://example.com/' }, fetch };
  for (const name of ['addEventListener', 'removeEventListener'] as const) {
    Object.assign(bound, { [name]: window[name].bind(window) });
  }
  for (const [name, value] of Object.entries(bound)) Object.defineProperty(scope, name, { value });
  return scope;
}

it('asks for the endpoints once, when the page has loaded, and not at all when it is told not to', async () => {
  const fetch = vi.fn(async () => new Response(null, { headers: { 'reporting-endpoints': 'main="/r"' } }));
  const undo = recordReports(journal, { scope: scopeWith(fetch), endpoints: true });
  expect(fetch).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(fetch).toHaveBeenCalledTimes(1);
  expect(lines).toMatchObject([
    {
      service: 'reporting',
      event: 'Reporting endpoints',
      own: true,
      detail: { endpoints: [{ name: 'main', url: 'https://example.com/r', header: 'Reporting-Endpoints' }] },
    },
  ]);
  undo();
  recordReports(journal, { scope: scopeWith(fetch), endpoints: false })();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(fetch).toHaveBeenCalledTimes(1);
});
