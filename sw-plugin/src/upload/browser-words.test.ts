import { expect, it } from 'vitest';
import { browserWords, SENTENCES } from './browser-words.ts';

it.each([
  'Failed to fetch',
  'Load failed',
  'NetworkError when attempting to fetch resource.',
  'Registration failed - push service error',
  "Failed to execute 'fetch' on 'ServiceWorkerGlobalScope': Cannot construct a Request with a Request object that has already been used.",
  "Failed to construct 'Notification': Illegal constructor. Use ServiceWorkerRegistration.showNotification() instead.",
  'The client was not found.',
  'Not allowed to open a window.',
  'JSON.parse: unexpected character at line 1 column 1 of the JSON data',
])('keeps whole: %s', (words) => {
  expect(browserWords(words)).toBe(words);
});

it.each([
  ['Anna is not defined', '… is not defined'],
  [
    `Cannot read properties of undefined (reading 'anna')`,
    "Cannot read properties of undefined (reading '…')",
  ],
  ["Failed to execute 'anna' on 'Clients': owes 4711", "Failed to execute '…' on 'Clients': …"],
  [
    "Failed to register a ServiceWorker for scope ('https://a/?t') with script ('https://a/sw.js?t'): A bad HTTP response code (404) was received when fetching the script.",
    "Failed to register a ServiceWorker for scope ('…') with script ('…'): A bad HTTP response code (404) was received when fetching the script.",
  ],
  [`undefined is not an object (evaluating 'anna.id')`, "undefined is not an object (evaluating '…')"],
])('cuts what the app put in: %s', (words, cut) => {
  expect(browserWords(words)).toBe(cut);
});

it('lets nothing out of any slot of any sentence, and finds each of them', () => {
  for (const sentence of SENTENCES) {
    const filled = sentence.replaceAll(/\*|\{[pw]\}/g, 'S3CRET').replaceAll('{n}', '404');
    expect(browserWords(filled), sentence).toBeDefined();
    expect(browserWords(filled)).not.toContain('S3CRET');
  }
});

it('knows nothing of what an app says', () => {
  for (const text of ['Anna owes 4711', '', 'HTTP 503', 'a'.repeat(5_000)])
    expect(browserWords(text)).toBeUndefined();
});
