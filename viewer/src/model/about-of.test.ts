import type { Entry } from '@offstage/sw-plugin/log';
import { expect, test } from 'vitest';
import { sampleLog } from '../samples/sample-log.ts';
import { aboutOf } from './about-of.ts';
import { createLogModel } from './log-model.ts';

const words = {
  attempt: (n: number) => `attempt ${n}`,
  lastChance: 'last chance',
  bytes: (n: number) => `${n} bytes`,
};
const [sample] = sampleLog({ count: 1 }) as [Entry];

function about(...parts: readonly Partial<Entry>[]): string {
  const model = createLogModel();
  model.append(
    parts.map((part, at) => ({ ...sample, id: `${at}`, metadata: {}, detail: {}, instanceId: '', ...part })),
  );
  return aboutOf(model, 0, model.lifetime(0), words);
}

test.each<[string, ...Partial<Entry>[]]>([
  [
    '“A note for you” · TypeError: This push handler throws',
    {
      service: 'pushMessaging',
      event: 'Push event dispatched',
      span: 's',
      detail: { phase: 'start', payload: { bytes: 40, text: '{"notification":{"title":"A note for you"}}' } },
    },
    {
      service: 'pushMessaging',
      event: 'Push event completed',
      span: 's',
      detail: { phase: 'end', error: { name: 'TypeError', message: 'This push handler throws' } },
    },
  ],
  [
    '12 bytes',
    {
      service: 'pushMessaging',
      event: 'Push message received',
      detail: { payload: { bytes: 12, base64: 'AAAA' } },
    },
  ],
  [
    'plain words',
    {
      service: 'pushMessaging',
      event: 'Push message received',
      detail: { payload: { bytes: 11, text: 'plain words' } },
    },
  ],
  [
    '“Lunch” · open',
    {
      service: 'notifications',
      event: 'Notification clicked',
      metadata: { Title: 'Lunch' },
      detail: { action: 'open' },
    },
  ],
  [
    'outbox · attempt 2 · last chance',
    {
      service: 'backgroundSync',
      event: 'Dispatched sync event',
      detail: { tag: 'outbox', attempt: 2, lastChance: true },
    },
  ],
  [
    '404 /plates/1.jpg',
    {
      service: 'backgroundFetch',
      event: 'Request processing completed',
      metadata: { URL: 'https://a.example/plates/1.jpg', 'Response Status': '404' },
    },
  ],
  [
    'bad-status · 404 /plates/1.jpg',
    {
      service: 'backgroundFetch',
      event: 'Background Fetch completed',
      detail: {
        fetch: {
          failureReason: 'bad-status',
          failed: [{ url: 'https://a.example/plates/1.jpg', status: 404 }],
        },
      },
    },
  ],
  [
    '12.50 EUR',
    {
      service: 'paymentHandler',
      event: 'Payment request',
      metadata: { 'Total Value': '12.50', 'Total Currency': 'EUR' },
    },
  ],
  [
    'Error: Nobody answers',
    {
      service: 'serviceWorker',
      event: 'Unhandled rejection',
      detail: { error: { name: 'Error', message: 'Nobody answers' } },
    },
  ],
  ['/sw.js', { service: 'serviceWorker', event: 'Worker started', scriptURL: 'https://a.example/sw.js' }],
  ['denied', { service: 'notifications', event: 'Permission state', detail: { permission: 'denied' } }],
  [
    'img-src blocked /dot.svg',
    {
      service: 'reporting',
      event: 'Report observed',
      detail: {
        report: {
          type: 'csp-violation',
          url: 'https://a.example/x',
          body: { effectiveDirective: 'img-src', blockedURL: 'https://a.example/dot.svg' },
        },
      },
    },
  ],
])('%s', (expected, ...parts) => {
  expect(about(...parts)).toBe(expected);
});

test('nearly every row of a log says what it is about', () => {
  const model = createLogModel();
  model.append(sampleLog({ count: 400 }));
  const mute = new Set<string>();
  for (let at = model.low; at < model.high; at++) {
    if (aboutOf(model, at, model.lifetime(at), words) === '') mute.add(model.entry(at).event);
  }
  expect([...mute]).toEqual([]);
});
