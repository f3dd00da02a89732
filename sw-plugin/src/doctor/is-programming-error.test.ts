import { describe, expect, it } from 'vitest';
import { isProgrammingError } from './is-programming-error.ts';

const NETWORK = [
  'Failed to fetch',
  'NetworkError when attempting to fetch resource.',
  'Load failed',
  'The network connection was lost.',
  'The Internet connection appears to be offline.',
  'A server with the specified hostname could not be found.',
  'Could not connect to the server.',
  'network error',
  'cancelled',
  'fetch failed',
  "Failed to execute 'addAll' on 'Cache': Request failed",
  "Failed to update a ServiceWorker for scope ('https://a.example/') with script ('https://a.example/sw.js'): An unknown error occurred when fetching the script.",
];
const BUGS = [
  "Failed to execute 'fetch' on 'WorkerGlobalScope': Cannot construct a Request with a Request object that has already been used.",
  "Failed to execute 'fetch' on 'WorkerGlobalScope': Failed to parse URL from http://",
  'Window.fetch: Body has already been consumed.',
  "Cannot read properties of undefined (reading 'network')",
  'connection is not a function',
  'offlineQueue is undefined',
  "Failed to update a ServiceWorker for scope ('https://a.example/') with script ('https://a.example/sw.js'): ServiceWorker script evaluation failed",
];

describe('a bug, or the world around', () => {
  it.each(NETWORK)('%s: the network', (message) => {
    expect(isProgrammingError({ name: 'TypeError', message })).toBe(false);
  });
  it.each(BUGS)('%s: a bug', (message) => {
    expect(isProgrammingError({ name: 'TypeError', message })).toBe(true);
  });
  it('goes by the name where it tells', () => {
    for (const name of ['AbortError', 'TimeoutError', 'Error', 'QuotaExceededError'])
      expect(isProgrammingError({ name, message: 'fetch' })).toBe(false);
    expect(isProgrammingError({ name: 'ReferenceError', message: 'x is not defined' })).toBe(true);
  });
});
