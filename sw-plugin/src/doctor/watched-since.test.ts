import { describe, expect, it } from 'vitest';
import type { Service } from '../log/entry.ts';
import { diagnose } from './diagnose.ts';
import { type Logbook, logbook } from './logbook.ts';

const HOUR = 3_600_000;
const page = { context: 'page', boot: 'p1' } as const;
const registrations = [{ scope: 'https://app.example/', active: '/sw.js', waiting: '/sw.js' }];
const subscription = { endpointHost: 'push.example', applicationServerKey: 'key' };
const scope = 'https://app.example/';
const silent = { outcome: 'silent', shown: 0, visibleClients: 0 } as const;

interface Story {
  /** Whose silence the rule reasons from. */
  readonly service: Service;
  /** Writes what the rule speaks of, and says where nothing was seen. */
  readonly write: (log: Logbook, silence: () => void) => void;
  readonly engine?: 'chromium' | 'firefox';
}

/** Every rule that concludes something from what is not in the log. */
const STORIES: Readonly<Record<string, Story>> = {
  D10: {
    service: 'pushMessaging',
    write(log, silence) {
      log.event('push', { lasts: null });
      silence();
      log.write('Worker started', { boot: 'w2' });
    },
  },
  D18: {
    service: 'pushMessaging',
    write(log, silence) {
      const state = { ...page, service: 'pushMessaging' } as const;
      log.write('Push subscription state', { ...state, detail: { subscription, scope } });
      silence();
      log.write('Push subscription state', { ...state, after: HOUR, detail: { subscription: null, scope } });
    },
  },
  D19: {
    service: 'pushMessaging',
    write(log, silence) {
      log.event('pushsubscriptionchange');
      silence();
      log.write('Storage state', { ...page, after: HOUR });
    },
  },
  D27: {
    service: 'backgroundSync',
    write(log, silence) {
      log.call('sync.register()', { ...page, lasts: null });
      silence();
      log.write('Storage state', { ...page, after: HOUR });
    },
  },
  D29: {
    service: 'periodicBackgroundSync',
    write(log, silence) {
      log.call('periodicSync.register()', { ...page, instanceId: 'news' });
      log.write('Storage state', { ...page, after: 20 * HOUR });
      silence();
      log.write('Storage state', { ...page, after: 20 * HOUR });
    },
  },
  D32: {
    service: 'serviceWorker',
    write(log, silence) {
      log.write('Worker started');
      log.event('notificationclick', { lasts: 2_000 });
      silence();
      log.write('Storage state', { ...page, after: HOUR });
    },
  },
  D35: {
    service: 'serviceWorker',
    write(log, silence) {
      log.write('Registration state', { ...page, detail: { registrations } });
      silence();
      log.write('Storage state', { ...page, boot: 'p2', after: 48 * HOUR });
    },
  },
  'D35 by its install': {
    service: 'serviceWorker',
    write(log, silence) {
      log.write('Worker started');
      log.event('push', { ends: { shown: 1 } });
      log.event('install', { boot: 'w2' });
      log.time += 100;
      silence();
      log.event('push', { after: 48 * HOUR, ends: { shown: 1 } });
    },
  },
  D42: {
    service: 'notifications',
    engine: 'chromium',
    write(log, silence) {
      for (const body of ['one', 'two']) {
        const push = log.event('push', { lasts: 50, ends: { shown: 1 } });
        log.call('showNotification()', {
          parent: push.span,
          instanceId: 'chat',
          metadata: { Title: 'Ana', Body: body },
          begins: { notification: { title: 'Ana', body, tag: 'chat' } },
        });
        log.time += 100;
        if (body === 'one') silence();
      }
    },
  },
  D43: {
    service: 'backgroundSync',
    write(log, silence) {
      log.call('sync.register()', { ...page, instanceId: 'outbox' });
      for (let visit = 0; visit < 2; visit++) {
        const push = log.event('push', { after: 10 * HOUR, lasts: 50, ends: { shown: 1 } });
        log.call('showNotification()', { parent: push.span });
        log.time += 100;
        if (visit === 0) silence();
      }
    },
  },
  D47: {
    service: 'serviceWorker',
    write(log, silence) {
      log.write('Worker started');
      log.event('notificationclick', { lasts: 2_000, begins: { listeners: 2 }, ends: { stopped: true } });
      silence();
      log.write('Storage state', { ...page, after: HOUR });
    },
  },
};

/** How a log says that it was not told something, or that it lost it. */
const HOLES: Readonly<Record<string, (log: Logbook, service: Service) => void>> = {
  'stopped and started again'(log, service) {
    log.write('Recording stopped', { ...page, service });
    log.write('Recording started', { ...page, service, after: 1_000 });
  },
  'stopped for good'(log, service) {
    log.write('Recording stopped', { ...page, service });
  },
  'run out'(log, service) {
    log.write('Recording started', { ...page, service, after: -1, detail: { until: log.time + 500 } });
  },
  'started after a time without'(log, service) {
    log.write('Recording started', { ...page, service });
  },
  'lost entries of the service'(log, service) {
    log.write('Entries lost before upload', {
      ...page,
      service,
      detail: { from: log.time, to: log.time + 1, all: false },
    });
  },
  'lost entries of all'(log) {
    log.write('Entries lost before upload', {
      ...page,
      service: 'serviceWorker',
      detail: { from: log.time },
    });
  },
};

function rulesOf({ write, engine }: Story, silence: (log: Logbook) => void): readonly string[] {
  const log = logbook();
  write(log, () => silence(log));
  return diagnose(log.entries, { engine, now: log.time + 400 * HOUR }).map(({ rule }) => rule);
}

describe.each(Object.entries(STORIES))('%s', (name, story) => {
  const [rule] = name.split(' ');

  it('speaks where all was recorded', () => {
    expect(rulesOf(story, () => undefined)).toEqual([rule]);
  });

  it.each(Object.entries(HOLES))('says nothing of a silence in which the recording was %s', (_, hole) => {
    expect(rulesOf(story, (log) => hole(log, story.service))).toEqual([]);
  });

  it('speaks where another service was not recorded', () => {
    const other = story.service === 'paymentHandler' ? 'reporting' : 'paymentHandler';
    expect(rulesOf(story, (log) => HOLES['stopped for good']?.(log, other))).toEqual([rule]);
  });
});

describe('a log with holes', () => {
  it('is silent about a periodic sync only for as long as the hole and its interval', () => {
    const log = logbook();
    log.call('periodicSync.register()', { ...page, instanceId: 'news' });
    log.write('Recording stopped', { ...page, service: 'periodicBackgroundSync', after: HOUR });
    log.write('Recording started', { ...page, service: 'periodicBackgroundSync', after: HOUR });
    for (let visit = 0; visit < 2; visit++) log.write('Storage state', { ...page, after: 20 * HOUR });
    const [finding] = diagnose(log.entries);
    expect(finding).toMatchObject({ rule: 'D29', severity: 'warning' });
    expect(finding?.cause).toContain('in 2 days no periodicsync event has come');
  });

  it('does not say that showNotification() was not called where calls were not recorded', () => {
    const log = logbook();
    log.write('Recording stopped', { ...page, service: 'notifications' });
    log.event('push', { ends: silent });
    expect(diagnose(log.entries)).toMatchObject([{ rule: 'D1' }]);
    expect(diagnose(log.entries)[0]?.cause).toContain('or was refused: that was not recorded');
  });

  it('knows what became of a sync or periodic sync whose worker was killed: it was dispatched', () => {
    for (const [call, event] of [
      ['sync.register()', 'sync'],
      ['periodicSync.register()', 'periodicsync'],
    ] as const) {
      const log = logbook();
      log.call(call, { ...page, instanceId: 'outbox' });
      log.event(event, { after: HOUR, instanceId: 'outbox', lasts: null });
      for (let day = 0; day < 4; day++) {
        const push = log.event('push', { boot: 'w2', after: 15 * HOUR, lasts: 50, ends: { shown: 1 } });
        log.call('showNotification()', { boot: 'w2', parent: push.span });
      }
      expect(diagnose(log.entries, { alive: new Set(['w2']) }).map(({ rule }) => rule)).toEqual(['D10']);
    }
  });

  it('costs no more than one look each, however many they are', () => {
    const log = logbook();
    log.write('Worker started');
    for (let i = 0; i < 20_000; i++) {
      log.event('notificationclick', { after: 10_000 });
      log.write('Recording stopped', { ...page, service: 'serviceWorker', after: 10_000 });
      log.write('Recording started', { ...page, service: 'serviceWorker' });
    }
    expect(diagnose(log.entries)).toMatchObject([{ rule: 'D32', count: 20_000 }]);
  });
});
