import type { CaseStage } from '../case-stage.ts';
import type { Act, DoctorCase } from '../doctor-case.ts';

const onPush = (handler: string): string => `addEventListener('push', ${handler});`;

/** Shows a notification, as every push has to. */
export const SHOWS: string = onPush(
  '(event) => event.waitUntil(registration.showNotification(location.hostname))',
);

/** A push with a page of the site on screen. */
export const pushed =
  (payload?: string): Act['play'] =>
  async (stage) => {
    await stage.push(payload);
    const { detail } = await stage.entry('Push event completed');
    if (detail.shown === 0) await stage.entry('No notification shown');
  };

/** A push with no page of the site open. */
const pushedAway: Act['play'] = async (stage) => {
  const subscription = await stage.subscription();
  await stage.away(async () => {
    await stage.pushTo(subscription);
    await stage.recorded('Push event completed');
  });
  const { detail } = await stage.entry('Push event completed');
  if (detail.shown === 0) await stage.entry('No notification shown');
};

const SUCCESS = { eventName: 'Push event completed', status: 'Success' } as const;

/** The worker is stopped first, so that the push has to start it. */
const pushedCold =
  (lateListeners: boolean): Act['play'] =>
  async (stage) => {
    await stage.subscription();
    if (lateListeners) await stage.entry('Listener added after start-up');
    await stage.stopWorker();
    await pushed()(stage);
    if (lateListeners) await stage.entry('Listener added after start-up', 2);
  };

const begun = async (stage: CaseStage): Promise<void> => {
  await stage.push();
  await stage.entry('Push event dispatched');
};

const SHOWS_AS_ANGULAR: string = onPush(`(event) => {
  const { notification } = event.data.json();
  if (notification?.title) event.waitUntil(registration.showNotification(notification.title));
}`);

const SHOWS_TITLE: string = onPush(
  '(event) => event.waitUntil(registration.showNotification(event.data.json().title))',
);

export const pushCases: readonly DoctorCase[] = [
  {
    rule: 'D1',
    severity: 'error',
    what: 'a silent push with no page open',
    fault: { worker: onPush('(event) => event.waitUntil(Promise.resolve())'), play: pushedAway },
    healthy: { worker: SHOWS, play: pushedAway },
    panel: SUCCESS,
  },
  {
    rule: 'D3',
    severity: 'error',
    what: 'a notification that is shown after the push has ended',
    fault: {
      worker: onPush('() => setTimeout(() => registration.showNotification(location.hostname), 300)'),
      async play(stage) {
        // Right after activation, the notification might as well be of that event.
        await stage.entry('activate event completed');
        await stage.stopWorker();
        await pushedAway(stage);
        await stage.entry('Notification displayed', 1, (entry) => !entry.inferred);
      },
      also: ['D1'],
    },
    healthy: {
      worker: onPush(`(event) => event.waitUntil(new Promise((resolve) => setTimeout(resolve, 300))
        .then(() => registration.showNotification(location.hostname)))`),
      play: pushedAway,
    },
  },
  {
    rule: 'D4',
    severity: 'warning',
    what: 'a notification that is closed as soon as it was shown',
    fault: {
      worker: onPush(`(event) => event.waitUntil((async () => {
        await registration.showNotification(location.hostname, { tag: 'news' });
        for (const shown of await registration.getNotifications({ tag: 'news' })) shown.close();
      })())`),
      play: pushed(),
    },
    healthy: {
      worker: onPush(`(event) => event.waitUntil((async () => {
        await registration.showNotification(location.hostname, { tag: 'news' });
        for (const shown of await registration.getNotifications({ tag: 'old news' })) shown.close();
      })())`),
      play: pushed(),
    },
  },
  {
    rule: 'D5',
    severity: 'info',
    what: 'a silent push with the page visible',
    fault: {
      worker: onPush('(event) => event.waitUntil(Promise.resolve())'),
      async play(stage) {
        await pushed()(stage);
        // The browser has to see it as the worker does, or this is D1.
        const shown = stage.panel().filter(({ eventName }) => eventName === 'Generic notification shown');
        if (shown.length > 0) throw new Error('NOT_VISIBLE: the browser took the page for hidden.');
      },
    },
    healthy: { worker: SHOWS, play: pushed() },
  },
  {
    rule: 'D6',
    severity: 'error',
    what: 'a promise given to waitUntil() that is rejected',
    fault: {
      worker: onPush(`(event) => event.waitUntil(registration.showNotification(location.hostname)
        .then(() => Promise.reject(new Error('no more'))))`),
      play: pushed(),
    },
    healthy: {
      worker: onPush(`(event) => event.waitUntil(registration.showNotification(location.hostname)
        .then(() => Promise.reject(new Error('no more'))).catch(() => undefined))`),
      play: pushed(),
    },
  },
  {
    rule: 'D7',
    severity: 'error',
    what: 'a push handler that throws',
    fault: { worker: onPush(`() => { throw new Error('broken'); }`), play: pushed() },
    healthy: {
      worker: onPush(`(event) => {
        try { throw new Error('broken'); }
        catch { event.waitUntil(registration.showNotification(location.hostname)); }
      }`),
      play: pushed(),
    },
    panel: SUCCESS,
  },
  {
    rule: 'D8',
    severity: 'error',
    what: 'waitUntil() after the handler has returned',
    fault: {
      worker: onPush(`(event) => setTimeout(() => {
        try { event.waitUntil(registration.showNotification(location.hostname)); } catch {}
      }, 100)`),
      async play(stage) {
        await pushed()(stage);
        await stage.entry('waitUntil() called late');
      },
      also: ['D5'],
    },
    healthy: {
      // Late, but an earlier promise is still pending: the browser allows that.
      worker: onPush(`(event) => event.waitUntil(new Promise((resolve) => setTimeout(() => {
        event.waitUntil(registration.showNotification(location.hostname));
        resolve();
      }, 100)))`),
      play: pushed(),
    },
    panel: SUCCESS,
  },
  {
    rule: 'D10',
    severity: 'error',
    what: 'a worker that is stopped in the middle of a push',
    fault: {
      worker: onPush('(event) => event.waitUntil(new Promise(() => {}))'),
      async play(stage) {
        await begun(stage);
        await stage.stopWorker();
      },
    },
    // Not ended either, but its worker lives.
    healthy: { worker: onPush('(event) => event.waitUntil(new Promise(() => {}))'), play: begun },
    panel: { eventName: 'Push event dispatched', status: null, never: 'Push event completed' },
  },
  {
    rule: 'D12',
    severity: 'error',
    what: 'a push listener added after 300 ms, with a cold worker',
    fault: { worker: `setTimeout(() => { ${SHOWS} }, 300);`, play: pushedCold(true) },
    healthy: {
      // A microtask is in time, and for messages no worker is started.
      worker: `Promise.resolve().then(() => { ${SHOWS} });
        setTimeout(() => addEventListener('message', () => {}), 300);`,
      play: pushedCold(false),
    },
    panel: SUCCESS,
  },
  {
    rule: 'D13',
    severity: 'error',
    what: 'a push for a worker without a listener',
    fault: { worker: '', play: pushed() },
    healthy: { worker: SHOWS.replace(/^addEventListener\('push', (.*)\);$/, 'onpush = $1;'), play: pushed() },
    panel: SUCCESS,
  },
  {
    rule: 'D14',
    severity: 'warning',
    what: 'two listeners that both show the push',
    fault: { worker: SHOWS + SHOWS, play: pushed() },
    healthy: {
      worker: onPush(
        `(event) => event.waitUntil(registration.showNotification(location.hostname, { tag: 'one' }))`,
      ).repeat(2),
      play: pushed(),
    },
  },
  {
    rule: 'D16',
    severity: 'error',
    what: 'a payload that is not JSON',
    fault: { worker: SHOWS_TITLE, play: pushed('hello'), also: ['D7'] },
    healthy: { worker: SHOWS_TITLE, play: pushed('{"title":"hello"}') },
  },
  {
    rule: 'D16',
    severity: 'error',
    what: 'a push without a payload',
    fault: { worker: SHOWS_TITLE, play: pushed(), also: ['D7'] },
    healthy: {
      worker: onPush(
        `(event) => event.waitUntil(registration.showNotification(event.data?.json().title ?? 'News'))`,
      ),
      play: pushed(),
    },
  },
  {
    rule: 'D17',
    severity: 'warning',
    what: "a payload without what Angular's worker needs",
    fault: {
      script: '/ngsw-worker.js',
      worker: SHOWS_AS_ANGULAR,
      play: pushed('{"title":"hello"}'),
      also: ['D5'],
    },
    healthy: {
      script: '/ngsw-worker.js',
      worker: SHOWS_AS_ANGULAR,
      play: pushed('{"notification":{"title":"hello"}}'),
    },
  },
];
