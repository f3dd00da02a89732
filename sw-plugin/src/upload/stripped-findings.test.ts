import { describe, expect, it } from 'vitest';
import { diagnose } from '../doctor/diagnose.ts';
import { type Logbook, logbook } from '../doctor/logbook.ts';
import { strip } from './strip.ts';

const USED =
  "Failed to execute 'fetch' on 'ServiceWorkerGlobalScope': Cannot construct a Request with a Request object that has already been used.";
const NO_CONSTRUCTOR =
  "Failed to construct 'Notification': Illegal constructor. Use ServiceWorkerRegistration.showNotification() instead.";
const PHONE =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36';

/** What the recorder writes of them, by the field cases' names, and a word of the finding that names the cause. */
const CASES: readonly (readonly [name: string, cause: RegExp, write: (log: Logbook) => void])[] = [
  [
    'subscribe refused: no push service',
    /push service/i,
    (log) =>
      log.call('pushManager.subscribe()', {
        context: 'page',
        boot: 'p1',
        begins: { options: { userVisibleOnly: true, applicationServerKey: 'BKey' } },
        ends: { error: { name: 'AbortError', message: 'Registration failed - push service error' } },
      }),
  ],
  [
    'subscribe refused: permission denied',
    /permission/i,
    (log) =>
      log.call('pushManager.subscribe()', {
        context: 'page',
        boot: 'p1',
        begins: { options: { userVisibleOnly: true } },
        ends: { error: { name: 'NotAllowedError', message: 'Registration failed - permission denied' } },
      }),
  ],
  [
    'navigate() before focus()',
    /client was not found/,
    (log) => {
      const { span: parent } = log.event('notificationclick', { lasts: 60 });
      const target = 'https://app.example/mail?token=S3CRET';
      log.call('navigate()', { parent, begins: { url: target } });
      log.call('focus()', {
        parent,
        begins: { url: target },
        ends: { error: { name: 'NotFoundError', message: 'The client was not found.' } },
      });
      log.call('clients.openWindow()', {
        parent,
        begins: { url: target },
        ends: { error: { name: 'InvalidAccessError', message: 'Not allowed to open a window.' } },
      });
    },
  ],
  [
    'waitUntil() given a function',
    /function/,
    (log) =>
      log.event('push', {
        begins: { payload: { bytes: 14, text: '{"t":"S3CRET"}' } },
        ends: {
          shown: 0,
          outcome: 'silent',
          extensions: [
            { method: 'waitUntil', at: 1, state: 'fulfilled', settled: 1, given: 'function' } as never,
          ],
        },
      }),
  ],
  [
    'a request used twice in a sync',
    /already been used/,
    (log) => {
      const error = { name: 'TypeError', message: USED };
      log.event('sync', {
        instanceId: 'notes',
        ends: {
          outcome: 'failed',
          error,
          extensions: [{ method: 'waitUntil', at: 1, state: 'rejected', settled: 9, error }],
        },
      });
    },
  ],
  [
    'new Notification() on a phone',
    /Illegal constructor/,
    (log) => {
      log.write('Worker started', { detail: { version: '1.0.0', userAgent: PHONE } });
      const page = { service: 'notifications', context: 'page', boot: 'p1', span: 'p1-1' } as const;
      const notification = { title: 'S3CRET' };
      log.write('new Notification() called', {
        ...page,
        detail: { phase: 'start', type: 'Notification', notification },
      });
      log.write('new Notification() threw', {
        ...page,
        detail: {
          phase: 'end',
          type: 'Notification',
          notification,
          outcome: 'failed',
          duration: 1,
          error: { name: 'TypeError', message: NO_CONSTRUCTOR },
        },
      });
    },
  ],
];

describe('the doctor says of what was sent what it says of the log', () => {
  it.each(CASES)('%s', (_name, cause, write) => {
    const log = logbook();
    log.write('Worker started', { detail: { version: '1.0.0', userAgent: PHONE } });
    write(log);
    const stripped = log.entries.map((entry) => strip(entry));
    expect(JSON.stringify(stripped)).not.toContain('S3CRET');
    const options = { alive: new Set(['w1', 'p1']), now: log.time + 60_000 };
    const said = diagnose(log.entries, options);
    expect(said.some((finding) => cause.test(`${finding.title} ${finding.cause}`))).toBe(true);
    const words = ({ rule, severity, title, cause: why, fix, count }: (typeof said)[number]) => ({
      rule,
      severity,
      title,
      why,
      fix,
      count,
    });
    expect(diagnose(stripped, options).map(words)).toEqual(said.map(words));
  });
});
