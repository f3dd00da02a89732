/** WebKit's consequences are the hardest, and concern the most entries. */
const USER_AGENT =
  'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15';

/**
 * Makes a log as the recorder writes it: starts of a worker with pushes, notifications, clicks and syncs, each event
 * with its start, its calls and its end.
 *
 * `faults` (0 … 1) is the share of events that something is wrong with. Deterministic. The entries are structured
 * clones, in chunks, because that is what comes out of IndexedDB: no two entries share a string.
 */
export function makeLog(size, faults) {
  const entries = [];
  let chunk = [];
  let time = 1_800_000_000_000;
  let boot = 0;
  let serial = 0;
  let seed = 1;
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  const flush = () => {
    for (const entry of structuredClone(chunk)) entries.push(entry);
    chunk = [];
  };
  const write = (service, event, more) => {
    serial += 1;
    time += 1 + Math.floor(random() * 4);
    chunk.push({
      seq: serial,
      id: `boot${boot}-${serial.toString(36)}`,
      time,
      service,
      event,
      instanceId: '',
      metadata: {},
      context: 'worker',
      boot: `boot${boot}`,
      origin: 'https://app.example/',
      storageKey: 'https://app.example/',
      scope: 'https://app.example/',
      scriptURL: 'https://app.example/sw.js',
      trusted: true,
      ...more,
      detail: { ...more.detail },
    });
    if (chunk.length === 1_000) flush();
  };
  const span = () => `boot${boot}-s${serial.toString(36)}`;
  const waited = [{ method: 'waitUntil', at: 0.2, state: 'fulfilled', settled: 8.5 }];
  const error = {
    name: 'TypeError',
    message: 'x is not a function',
    stack: 'TypeError: x is not a function\n    at sw.js:10:3',
  };
  const rejected = [{ method: 'waitUntil', at: 0.2, state: 'rejected', settled: 8.5, error }];

  const push = (wrong) => {
    const own = span();
    const detail = {
      phase: 'start',
      type: 'push',
      listeners: 1,
      payload: { bytes: 20, text: '{"title":"message"}' },
    };
    write('pushMessaging', 'Push event dispatched', {
      span: own,
      detail,
      metadata: { Payload: '{"title":"message"}' },
    });
    const end = { phase: 'end', type: 'push', duration: 12, visibleClients: 0 };
    const done = (more) =>
      write('pushMessaging', 'Push event completed', {
        span: own,
        detail: { ...end, ...more },
        metadata: { Status: 'Success' },
      });
    if (wrong === 1) return done({ outcome: 'silent', shown: 0 });
    if (wrong === 2) return done({ outcome: 'failed', shown: 0, threw: true, error });
    if (wrong === 3) return undefined;
    const show = span();
    const link = { span: show, parent: own, instanceId: 'chat', service: 'notifications' };
    write('notifications', 'showNotification() called', { ...link, detail: { phase: 'start' } });
    const metadata = { Title: 'message', Body: '' };
    write('notifications', 'Notification displayed', {
      ...link,
      metadata,
      detail: { phase: 'end', outcome: 'ok', duration: 3 },
    });
    return done({ outcome: 'ok', shown: 1, extensions: waited });
  };
  const sync = (wrong) => {
    const own = span();
    const lastChance = wrong === 2;
    const base = { span: own, instanceId: 'outbox' };
    const metadata = { 'Last Chance': lastChance ? 'Yes' : 'No' };
    const start = { phase: 'start', type: 'sync', listeners: wrong === 3 ? 0 : 1, lastChance };
    write('backgroundSync', 'Dispatched sync event', { ...base, metadata, detail: start });
    const failed = wrong === 1 || wrong === 2;
    const detail = failed
      ? {
          phase: 'end',
          type: 'sync',
          outcome: 'failed',
          duration: 9,
          error,
          extensions: rejected,
          attempt: 1,
        }
      : {
          phase: 'end',
          type: 'sync',
          outcome: 'ok',
          duration: 9,
          ...(wrong === 3 ? {} : { extensions: waited }),
        };
    write('backgroundSync', wrong === 1 ? 'sync event failed' : 'Sync completed', { ...base, detail });
  };
  const click = (wrong) => {
    const own = span();
    const base = { span: own, instanceId: 'chat' };
    write('notifications', 'Notification clicked', {
      ...base,
      detail: { phase: 'start', type: 'notificationclick', listeners: 1, action: '' },
    });
    if (!wrong || wrong === 2) {
      const call = { span: span(), parent: own };
      write('serviceWorker', 'clients.openWindow() called', {
        ...call,
        detail: { phase: 'start', url: '/' },
      });
      write('serviceWorker', `clients.openWindow() ${wrong ? 'rejected' : 'fulfilled'}`, {
        ...call,
        detail: { phase: 'end', outcome: wrong ? 'failed' : 'ok', duration: 2, ...(wrong && { error }) },
      });
    }
    write('notifications', 'notificationclick event completed', {
      ...base,
      detail: { phase: 'end', type: 'notificationclick', outcome: 'ok', duration: 9, extensions: waited },
    });
  };
  const events = [push, push, sync, click];

  while (serial < size) {
    boot += 1;
    write('serviceWorker', 'Worker started', { detail: { userAgent: USER_AGENT } });
    if (random() < faults)
      write('serviceWorker', 'Listener added after start-up', { detail: { type: 'push', sinceBoot: 300 } });
    for (let i = 0; i < 20; i++) {
      const wrong = random() < faults ? 1 + Math.floor(random() * 3) : 0;
      events[Math.floor(random() * events.length)](wrong);
      if (wrong && random() < 0.2) write('serviceWorker', 'Unhandled rejection', { detail: { error } });
    }
    time += 30_000;
  }
  flush();
  return entries.slice(0, size);
}
