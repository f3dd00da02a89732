import { CATALOGUE } from '../log/catalogue.ts';
import type { Detail, Entry, Service } from '../log/entry.ts';

/** What a written entry may say beyond its event; what is absent is that of a worker's entry. */
export type Line = Partial<Omit<Entry, 'event' | 'metadata'>> & {
  readonly metadata?: Readonly<Record<string, string>>;
  readonly after?: number;
};

export interface Written {
  readonly start: Entry;
  readonly end: Entry | undefined;
  readonly span: string;
}

export interface EventLine extends Line {
  /** Milliseconds to the end; `null`: it does not end. */
  readonly lasts?: number | null;
  readonly begins?: Detail;
  readonly ends?: Detail;
}

export interface Logbook {
  readonly entries: Entry[];
  /** The time at which the next line is written, epoch milliseconds. */
  time: number;
  write(event: string, line?: Line): Entry;
  /** An event that is dispatched and, 5 ms later, ends well. */
  event(type: EventType, line?: EventLine): Written;
  /** A call that, 5 ms later, is fulfilled; or rejected, when `ends` has an error. */
  call(label: string, line?: EventLine): Written;
}

const EVENTS: Readonly<Record<EventType, readonly [Service, string, string]>> = {
  push: ['pushMessaging', 'Push event dispatched', 'Push event completed'],
  pushsubscriptionchange: [
    'pushMessaging',
    'pushsubscriptionchange event dispatched',
    'pushsubscriptionchange event completed',
  ],
  sync: ['backgroundSync', 'Dispatched sync event', 'Sync completed'],
  periodicsync: ['periodicBackgroundSync', 'Dispatched periodicsync event', 'periodicsync event completed'],
  notificationclick: ['notifications', 'Notification clicked', 'notificationclick event completed'],
  notificationclose: ['notifications', 'Notification closed', 'notificationclose event completed'],
  backgroundfetchsuccess: [
    'backgroundFetch',
    'Background Fetch completed',
    'backgroundfetchsuccess event completed',
  ],
  paymentrequest: ['paymentHandler', 'Payment request', 'Payment response'],
  install: ['serviceWorker', 'install event dispatched', 'install event completed'],
  activate: ['serviceWorker', 'activate event dispatched', 'activate event completed'],
};

export type EventType =
  | 'push'
  | 'pushsubscriptionchange'
  | 'sync'
  | 'periodicsync'
  | 'notificationclick'
  | 'notificationclose'
  | 'backgroundfetchsuccess'
  | 'paymentrequest'
  | 'install'
  | 'activate';

export const EVENT_TYPES: readonly EventType[] = Object.keys(EVENTS) as EventType[];

const CALLS: Readonly<Record<string, readonly [Service, string?]>> = {
  'showNotification()': ['notifications', 'Notification displayed'],
  'sync.register()': ['backgroundSync', 'Registered sync'],
  'periodicSync.register()': ['periodicBackgroundSync', 'Registered periodicsync'],
  'backgroundFetch.fetch()': ['backgroundFetch', 'Background Fetch registered'],
  'pushManager.subscribe()': ['pushMessaging'],
  'unsubscribe()': ['pushMessaging'],
};

/** A rule that is tested on what no recorder writes is not tested. */
const NAMES: ReadonlySet<string> = new Set(
  Object.values(CATALOGUE).flatMap(({ browser, own }) => [...browser, ...own]),
);

/** Milliseconds of a written event or call, unless told. */
const LASTS = 5;

/**
 * Writes a log by hand, as the recorder would have written it: for tests of the rules.
 * Each line is 1 ms later than the one before, plus `after` (-1: at the same time).
 */
export function logbook(defaults: Line = {}): Logbook {
  const entries: Entry[] = [];
  const book: Logbook = {
    entries,
    time: 1_800_000_000_000,
    write(event, { after = 0, ...line } = {}) {
      if (!NAMES.has(event)) throw new Error(`No log has "${event}": it is not in the catalogue.`);
      book.time += 1 + after;
      const entry: Entry = {
        seq: entries.length + 1,
        id: `e${entries.length + 1}`,
        time: book.time,
        service: 'serviceWorker',
        event,
        instanceId: '',
        metadata: {},
        detail: {},
        context: 'worker',
        boot: 'w1',
        origin: 'https://app.example/',
        storageKey: 'https://app.example/',
        scope: 'https://app.example/',
        scriptURL: 'https://app.example/sw.js',
        trusted: true,
        ...defaults,
        ...line,
      };
      entries.push(entry);
      return entry;
    },
    event(type, { lasts = LASTS, begins, ends, ...line } = {}) {
      const [service, dispatched, completed] = EVENTS[type];
      return pair([dispatched, completed], {
        ...line,
        service,
        lasts,
        begins: { type, listeners: 1, ...begins },
        ends: { type, outcome: 'ok', ...ends },
      });
    },
    call(label, { lasts = LASTS, begins, ends, ...line } = {}) {
      const [service, done] = CALLS[label] ?? ['serviceWorker'];
      const failed = ends?.error !== undefined;
      return pair([`${label} called`, failed ? `${label} rejected` : (done ?? `${label} fulfilled`)], {
        ...line,
        service,
        lasts,
        ...(begins && { begins }),
        ends: { outcome: failed ? 'failed' : 'ok', ...ends },
      });
    },
  };

  function pair(
    [first, last]: readonly [string, string],
    { lasts = LASTS, begins, ends, ...line }: EventLine,
  ): Written {
    const span = `s${entries.length + 1}`;
    const start = book.write(first, { ...line, span, detail: { phase: 'start', ...begins } });
    if (lasts === null) return { start, end: undefined, span };
    const back = book.time;
    const detail = { phase: 'end', duration: lasts, ...ends } as const;
    const end = book.write(last, { ...line, span, detail, time: back + lasts });
    book.time = back;
    return { start, end, span };
  }
  return book;
}
