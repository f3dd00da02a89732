import type { Page } from 'playwright-core';
import type { Act, DoctorCase } from '../doctor-case.ts';
import { SHOWS } from './push.ts';

const register = (page: Page, script: string, scope?: string): Promise<void> =>
  page.evaluate(
    async ([script, scope]) => {
      await navigator.serviceWorker.ready;
      await navigator.serviceWorker
        .register(script, scope === undefined ? {} : { scope })
        .catch(() => undefined);
    },
    [script, scope] as const,
  );

const registered =
  (script: string, last: string, nth = 1, scope?: string): Act['play'] =>
  async (stage) => {
    // A worker that is replaced the moment it is active is stopped before it has written down that it was.
    await stage.entry('activate event completed');
    await register(stage.page, script, scope);
    await stage.entry(last, nth);
  };

/** Sends the worker a message, which is no event that a browser starts a worker for. */
const messaged =
  (last: string): Act['play'] =>
  async (stage) => {
    // What comes right after activation might be of that event.
    await stage.entry('activate event completed');
    await stage.stopWorker();
    await stage.page.evaluate(async () => (await navigator.serviceWorker.ready).active?.postMessage('go'));
    await stage.entry(last);
  };

const SKIPS = `\naddEventListener('install', () => skipWaiting());`;

const ON_GO = (work: string): string =>
  `addEventListener('message', ({ data }) => { if (data === 'go') ${work}; });`;

export const workerCases: readonly DoctorCase[] = [
  {
    rule: 'D15',
    severity: 'warning',
    what: 'a registration replaced by another script',
    fault: {
      worker: SHOWS,
      files: { '/push-library.js': SHOWS + SKIPS },
      play: registered('/push-library.js', 'activate event completed', 2),
    },
    healthy: { worker: SHOWS + SKIPS, play: registered('/sw.js?v=2', 'activate event completed', 2) },
  },
  {
    rule: 'D34',
    severity: 'error',
    what: 'a worker script that is not there',
    fault: {
      worker: null,
      play: async ({ entry }) => void (await entry('register() rejected')),
    },
    healthy: {
      worker: SHOWS,
      files: { '/part/sw.js': SHOWS },
      play: registered('/part/sw.js', 'activate event completed', 2, '/part/'),
    },
  },
  {
    rule: 'D34',
    severity: 'error',
    what: 'a worker script that imports what is not there',
    fault: {
      worker: SHOWS,
      files: { '/part/sw.js': `importScripts('/missing.js');` },
      play: registered('/part/sw.js', 'register() rejected', 1, '/part/'),
    },
    healthy: {
      worker: SHOWS,
      files: { '/part/sw.js': `importScripts('/library.js');`, '/library.js': SHOWS },
      play: registered('/part/sw.js', 'activate event completed', 2, '/part/'),
    },
  },
  {
    rule: 'D38',
    severity: 'warning',
    what: 'a rejection that belongs to no event',
    fault: {
      worker: ON_GO(`Promise.reject(new Error('stray'))`),
      play: messaged('Unhandled rejection'),
    },
    healthy: {
      worker: ON_GO(
        `Promise.reject(new Error('stray')).catch(() => registration.showNotification(location.hostname))`,
      ),
      play: messaged('Notification displayed'),
    },
  },
];
