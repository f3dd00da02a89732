import { screen } from '@testing-library/react';
import { vi } from 'vitest';
import { STATES } from '../pushes/push-stages.ts';
import { serverSource } from '../sources/server-source.ts';
import type { Source } from '../sources/source.ts';
import { type Shown, showSource } from './show-viewer.tsx';

export const T: number = Date.now() - 3_600_000;
export const LONG: { readonly timeout: number } = { timeout: 10_000 };

/** A push as the server tells of it. */
export const push = (number: number, more: object = {}): object => ({
  id: `push-${number}`,
  time: T - number * 1000,
  received: T,
  device: 'device-of-22-characters',
  key: 'key',
  message: '',
  service: 'push.example',
  campaign: 'spring',
  labels: { color: 'red' },
  ttl: 3600,
  urgency: 'high',
  topic: '',
  bytes: 120,
  status: 201,
  reason: '',
  retryAfter: null,
  state: 'shown',
  guess: false,
  reporting: true,
  browser: 'Chrome',
  app: '1.2.3',
  span: 'span-1',
  ...more,
});

const statesOf = (counts: Readonly<Record<string, number>>) =>
  Object.fromEntries(STATES.map((state) => [state, counts[state] ?? 0]));

export const countsOf = (counts: Readonly<Record<string, number>>, more: object = {}): object => ({
  total: Object.values(counts).reduce((sum, count) => sum + count, 0),
  states: statesOf(counts),
  notReporting: 0,
  outside: 0,
  ...more,
});

export const COUNTS: Readonly<Record<string, number>> = {
  accepted: 20,
  unknown: 5,
  expired: 4,
  replaced: 3,
  received: 2,
  silent: 6,
  failed: 7,
  shown: 30,
  clicked: 9,
  dismissed: 8,
  closed: 1,
  refused: 5,
};

type Answers = Readonly<Record<string, (url: URL) => Response | Promise<Response>>>;

export const json = (value: unknown, status = 200): Response => Response.json(value, { status });
export const FUNNEL = (): Response =>
  json({ ...countsOf(COUNTS, { notReporting: 18, outside: 2 }), rows: [], behind: false });

/** A server that answers so, and everything else as one that has nothing. */
export function serve(answers: Answers): { readonly source: Source; readonly asked: URL[] } {
  const asked: URL[] = [];
  vi.stubGlobal('fetch', async (input: URL | string) => {
    const url = new URL(String(input));
    asked.push(url);
    const answer = Object.entries(answers).find(([path]) =>
      path.endsWith('/') ? url.pathname.startsWith(path) : url.pathname === path,
    )?.[1];
    if (answer) return answer(url);
    if (url.pathname === '/api/stream') return new Promise<Response>(() => {});
    if (url.pathname === '/api/facets')
      return json({ total: 0, type: [], origin: [], endpoint: [], browser: [] });
    return json({ reports: [], pushes: [], findings: [], next: null, code: 'X', message: 'no' });
  });
  return { source: serverSource({ url: 'https://reports.example', token: 'secret' }), asked };
}

/** The panel over a server that answers so. */
export async function show(
  answers: Answers,
  path = '/viewer/pushes',
): Promise<Shown<Source> & { readonly asked: URL[] }> {
  const { source, asked } = serve(answers);
  return { ...(await showSource(path, source)), asked };
}

export const funnel = (): Promise<HTMLElement> =>
  screen.findByRole('region', { name: 'From sent to clicked' }, LONG);
export const askedFor = (asked: readonly URL[], path: string): URLSearchParams =>
  (asked.filter(({ pathname }) => pathname === path).at(-1) as URL).searchParams;
