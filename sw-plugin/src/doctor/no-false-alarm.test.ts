import { describe, expect, it } from 'vitest';
import type { Entry } from '../log/entry.ts';
import { diagnose } from './diagnose.ts';
import type { Finding } from './finding.ts';
import { type Line, type Logbook, logbook } from './logbook.ts';

// Apps in good health whose logs look as if they were not: nothing may be found.

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const CHROMIUM = 'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Safari/537.36';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0';
const WEBKIT =
  'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15';
const ENGINES = [CHROMIUM, FIREFOX, WEBKIT];
const extensions = [{ method: 'waitUntil', at: 0, state: 'fulfilled', settled: 40 }] as const;
const held = { lasts: 50, ends: { extensions } } as const;
const shown = { lasts: 50, ends: { extensions, shown: 1 } } as const;
const subscription = { endpointHost: 'push.example', applicationServerKey: 'key' };

interface Message {
  readonly title: string;
  readonly body: string;
  readonly tag?: string;
}

/** A push that shows its message. */
function push(log: Logbook, { title, body, tag = '' }: Message, who: Line = {}): void {
  const payload = { bytes: 40, text: JSON.stringify({ title, body }) };
  const { span } = log.event('push', { ...who, ...shown, begins: { payload } });
  log.call('showNotification()', {
    ...who,
    parent: span,
    instanceId: tag,
    metadata: { Title: title, Body: body },
    begins: { notification: { title, body, ...(tag && { tag, renotify: true }) } },
  });
  log.time += 100;
}

function start(log: Logbook, userAgent: string, who: Line = {}): void {
  log.write('Worker started', { ...who, detail: { userAgent } });
}

/** What a page notes at its first visit. */
function visit(log: Logbook, page: Line): void {
  const own = { ...page, context: 'page' } as const;
  log.call('register()', own);
  log.write('Permission state', { ...own, service: 'notifications', detail: { permission: 'granted' } });
  const registrations = [
    { scope: 'https://app.example/', active: 'https://app.example/sw.js', waiting: null },
  ];
  log.write('Registration state', { ...own, detail: { registrations } });
  log.write('Storage state', { ...own, detail: { persisted: false, usage: 20, quota: 1_000 } });
}

/** Each is written for every engine. */
const APPS: Readonly<Record<string, (log: Logbook, userAgent: string) => void>> = {
  'that uses none of the services, for three days'(log, userAgent) {
    for (let day = 0; day < 3; day++)
      for (let n = 0; n < 40; n++) {
        const boot = `w${day}-${n}`;
        start(log, userAgent, { boot });
        if (n === 0) {
          log.event('install', { boot });
          log.event('activate', { boot, after: 50 });
        }
        visit(log, { boot: `p${day}-${n}` });
        log.time += n % 7 === 0 ? HOUR : 10 * MINUTE;
      }
  },
  'with 10,000 notifications'(log, userAgent) {
    start(log, userAgent);
    for (let n = 0; n < 10_000; n++) {
      // Many say the same, as an app that only says "New message" does; some are of a conversation.
      push(
        log,
        n % 3 === 0
          ? { title: 'New message', body: '' }
          : { title: `Chat ${n % 9}`, body: `${n}`, tag: `chat-${n % 9}` },
      );
      if (n % 5 === 0) {
        const click = log.event('notificationclick', { ...held, instanceId: `chat-${n % 9}` });
        log.call(n % 2 ? 'focus()' : 'clients.openWindow()', { parent: click.span });
        log.time += 100;
      }
      if (n % 11 === 0)
        log.write('Notification closed', {
          service: 'notifications',
          instanceId: `chat-${n % 9}`,
          span: `closed-${n}`,
          detail: { reason: 'user' },
        });
      log.time += 20 * SECOND;
    }
  },
  'in two tabs, each of which registers, subscribes and syncs'(log, userAgent) {
    start(log, userAgent);
    for (let round = 0; round < 30; round++) {
      for (const boot of ['tab-1', 'tab-2']) {
        const page = { context: 'page', boot } as const;
        visit(log, page);
        log.call('pushManager.subscribe()', { ...page, ends: { subscription } });
        log.write('Push subscription state', {
          ...page,
          service: 'pushMessaging',
          detail: { subscription, scope: 'https://app.example/' },
        });
        log.call('sync.register()', { ...page, instanceId: 'outbox' });
      }
      log.event('sync', { ...held, after: 20, instanceId: 'outbox' });
      push(log, { title: 'Both tabs know', body: `${round}` });
      log.time += 3 * MINUTE;
    }
  },
  'in another language'(log, userAgent) {
    const words: readonly Message[] = [
      { title: '新しいメッセージ', body: '田中さん：失敗しました', tag: 'エラー' },
      { title: 'رسالة جديدة', body: 'خطأ في الدفع', tag: 'خطأ' },
      { title: 'Нове повідомлення', body: 'Помилка: TypeError у тексті', tag: 'помилка-null' },
      { title: '👩‍👩‍👧‍👦 ‮rtl', body: 'rejected failed threw', tag: 'undefined' },
      { title: 'Fehler', body: 'function () { throw new Error() }', tag: '[object Object]' },
    ];
    const who = { scope: 'https://app.example/прогноз/', scriptURL: 'https://app.example/прогноз/служба.js' };
    start(log, userAgent, who);
    for (let n = 0; n < 50; n++) {
      const message = words[n % words.length] as Message;
      push(log, { ...message, body: `${message.body} ${n}` }, who);
      log.event('sync', { ...who, ...held, instanceId: message.tag ?? '' });
      const click = log.event('notificationclick', { ...who, ...held, instanceId: message.tag ?? '' });
      log.call('clients.openWindow()', { ...who, parent: click.span, detail: { url: '/прогноз/?fehler=1' } });
      log.time += 30 * MINUTE;
    }
  },
  'whose worker is called otherwise with each release, in words of its language'(log, userAgent) {
    for (const [n, name] of [
      'arbeiter-3f9a1c20.js',
      'arbeiter-77b0de41.js',
      'arbeiter-0c41aa9e.js',
    ].entries()) {
      const who = { boot: `w${n}`, scriptURL: `https://app.example/${name}` };
      start(log, userAgent, who);
      log.event('install', who);
      log.event('activate', { ...who, after: 50 });
      push(log, { title: 'Neu', body: `${n}` }, who);
      log.time += 5 * HOUR;
    }
  },
  'that is restarted all the time'(log, userAgent) {
    for (let n = 0; n < 500; n++) {
      const boot = `w${n}`;
      start(log, userAgent, { boot });
      push(log, { title: 'Reading', body: `${n}` }, { boot });
      log.time += 5 * MINUTE;
    }
  },
  'that is opened in the middle of what it does'(log, userAgent) {
    // Retention has taken the beginning: ends without starts, children without parents.
    start(log, userAgent);
    for (let n = 0; n < 20; n++) push(log, { title: 'Old', body: `${n}` });
    log.entries.splice(0, 7);
  },
  'whose recording somebody switches'(log, userAgent) {
    start(log, userAgent);
    const page = { context: 'page', boot: 'p1' } as const;
    log.call('periodicSync.register()', { ...page, instanceId: 'news' });
    log.call('sync.register()', { ...page, instanceId: 'outbox' });
    for (const service of ['backgroundSync', 'periodicBackgroundSync'] as const)
      log.write('Recording stopped', { ...page, service });
    for (let n = 0; n < 10; n++) {
      log.time += 7 * HOUR;
      push(log, { title: 'Weather', body: `${n}` });
    }
  },
};

/** What a clock does to the times of a log that is written in this order. */
const CLOCKS: Readonly<Record<string, (entries: readonly Entry[]) => readonly Entry[]>> = {
  'a clock that goes right': (entries) => entries,
  'a clock that jumps ahead and back': (entries) =>
    entries.map((entry, at) => ({ ...entry, time: entry.time + (at % 97 < 40 ? 0 : 2 * HOUR) })),
  'a clock that is a day slow at first': (entries) =>
    entries.map((entry, at) => ({ ...entry, time: entry.time - (at < entries.length / 3 ? DAY : 0) })),
  'whole milliseconds': (entries) =>
    entries.map((entry) => ({ ...entry, time: Math.floor(entry.time / 100) * 100 })),
};

const said = ({ rule, severity, title, cause }: Finding): string => `${rule} ${severity} ${title}: ${cause}`;

// Generous: the machine may be busy.
describe.each(Object.entries(APPS))('an app %s', { timeout: 60_000 }, (_, write) => {
  it.each(Object.entries(CLOCKS))('with %s', (_clock, set) => {
    for (const userAgent of ENGINES) {
      const log = logbook();
      write(log, userAgent);
      const entries = set(log.entries);
      expect(diagnose(entries).map(said)).toEqual([]);
      const alive = new Set(log.entries.map(({ boot }) => boot).slice(-1));
      expect(diagnose(entries, { alive }).map(said)).toEqual([]);
    }
  });
});
