import type { Detail, Entry, LoggedError, NewEntry, Service } from '@offstage/sw-plugin/log';

/** A made-up log with everything in it that views must show, for tests, benchmarks and screenshots. */
export interface SampleOptions {
  /** At least this many entries. */
  readonly count: number;
  /** Epoch milliseconds of the last entry. Default: a fixed moment, so that tests repeat. */
  readonly end?: number;
}

type Part = Partial<NewEntry> & Pick<NewEntry, 'service' | 'event'>;

const ORIGIN = 'https://notes.example/';
const REJECTED: LoggedError = {
  name: 'TypeError',
  message: 'Failed to fetch',
  stack:
    'TypeError: Failed to fetch\n    at send (https://notes.example/sw.js:41:11)\n    at sync (https://notes.example/sw.js:57:5)',
};

/** Builds the log scenario by scenario; the same options give the same log. In one file: it is one story after another. */
export function sampleLog({ count, end = 1_795_500_000_000 }: SampleOptions): Entry[] {
  const entries: Entry[] = [];
  let time = 0;
  let boot = 0;
  let ids = 0;
  const add = (part: Part, after = 1): void => {
    time += after;
    ids++;
    entries.push({
      seq: ids,
      id: `e${ids}`,
      time,
      instanceId: '',
      metadata: {},
      detail: {},
      context: 'worker',
      boot: `b${boot}`,
      origin: ORIGIN,
      storageKey: ORIGIN,
      scope: ids % 7 === 0 ? `${ORIGIN}app/` : ORIGIN,
      scriptURL: `${ORIGIN}sw.js`,
      trusted: true,
      ...part,
    });
  };
  const start = (
    service: Service,
    event: string,
    span: string,
    more: Partial<NewEntry>,
    type: string,
  ): void =>
    add({ service, event, span, ...more, detail: { phase: 'start', type, listeners: 1, ...more.detail } });
  const finish = (
    service: Service,
    event: string,
    span: string,
    more: Partial<NewEntry>,
    after: number,
  ): void =>
    add({ service, event, span, ...more, detail: { phase: 'end', duration: after, ...more.detail } }, after);
  const started = (): void => {
    boot++;
    add({ service: 'serviceWorker', event: 'Worker started', own: true, detail: { version: '0.1.0' } }, 4000);
  };

  for (let round = 0; entries.length < count; round++) {
    if (round % 6 === 0) started();
    const id = `r${round}`;
    const jitter = (round * 7919) % 97;
    switch (round % 12) {
      case 0:
        push(id, 'ok', jitter);
        break;
      case 1:
        sync(id, 1, jitter);
        break;
      case 2:
        push(id, 'silent', jitter);
        break;
      case 3:
        backgroundFetch(id, jitter);
        break;
      case 4:
        push(id, 'failed', jitter);
        break;
      case 5:
        sync(id, 2, jitter);
        break;
      case 6:
        periodic(id, jitter);
        break;
      case 7:
        payment(id, jitter);
        break;
      case 8:
        start('pushMessaging', 'Push event dispatched', id, { instanceId: `p-${id}` }, 'push');
        started();
        break;
      case 9:
        report(id, 'csp-violation');
        break;
      case 10:
        report(id, 'deprecation');
        break;
      default:
        push(id, 'late', jitter);
    }
  }
  // Shift everything so that the last entry is at the wanted moment.
  return entries.map((entry) => ({ ...entry, time: entry.time + end - time }));

  function push(id: string, kind: 'ok' | 'silent' | 'failed' | 'late', jitter: number): void {
    const instanceId = `p-${id}`;
    const text = JSON.stringify({ title: 'New note', body: `Note ${id}`, url: `/notes/${id}` });
    const payload = { bytes: text.length, text };
    time += 1500 + jitter * 80;
    start(
      'pushMessaging',
      'Push event dispatched',
      id,
      { instanceId, metadata: { Payload: text }, detail: { payload } },
      'push',
    );
    if (kind === 'ok' || kind === 'late') {
      const show = `${id}s`;
      start(
        'notifications',
        'showNotification() called',
        show,
        {
          instanceId: 'note',
          parent: id,
          own: true,
          detail: { notification: { title: 'New note', body: `Note ${id}` } },
        },
        'showNotification',
      );
      finish(
        'notifications',
        'Notification displayed',
        show,
        {
          instanceId: 'note',
          parent: id,
          metadata: { Title: 'New note', Body: `Note ${id}` },
          detail: { outcome: 'ok' },
        },
        6 + (jitter % 9),
      );
    }
    const outcomes: Record<typeof kind, Detail> = {
      ok: {
        outcome: 'ok',
        shown: 1,
        extensions: [{ method: 'waitUntil', at: 0.4, state: 'fulfilled', settled: 18 + jitter }],
      },
      silent: { outcome: 'silent', shown: 0, visibleClients: 0 },
      failed: {
        outcome: 'failed',
        threw: true,
        error: { name: 'SyntaxError', message: 'Unexpected token < in JSON at position 0' },
      },
      late: {
        outcome: 'failed',
        shown: 1,
        extensions: [
          { method: 'waitUntil', at: 0.4, state: 'rejected', settled: 9, error: REJECTED },
          {
            method: 'waitUntil',
            at: 12,
            state: 'late',
            error: { name: 'InvalidStateError', message: 'The event handler is already finished.' },
          },
        ],
        error: REJECTED,
      },
    };
    finish(
      'pushMessaging',
      'Push event completed',
      id,
      {
        instanceId,
        metadata: { Status: kind === 'late' ? 'waitUntil Rejected' : 'Success' },
        detail: outcomes[kind],
      },
      20 + jitter,
    );
    if (kind === 'ok') click(id, jitter);
  }

  function click(id: string, jitter: number): void {
    const span = `${id}c`;
    time += 2500 + jitter * 10;
    start(
      'notifications',
      'Notification clicked',
      span,
      { instanceId: 'note', parent: id, detail: { action: '' } },
      'notificationclick',
    );
    start(
      'serviceWorker',
      'clients.openWindow() called',
      `${span}o`,
      { parent: span, own: true, detail: { url: `/notes/${id}` } },
      'Clients.openWindow',
    );
    finish(
      'serviceWorker',
      'clients.openWindow() fulfilled',
      `${span}o`,
      { parent: span, own: true, detail: { outcome: 'ok', url: `/notes/${id}` } },
      34,
    );
    finish(
      'notifications',
      'notificationclick event completed',
      span,
      { instanceId: 'note', parent: id, own: true, detail: { outcome: 'ok' } },
      40,
    );
  }

  function sync(id: string, attempts: number, jitter: number): void {
    const instanceId = `outbox-${id}`;
    start(
      'backgroundSync',
      'sync.register() called',
      `${id}r`,
      { instanceId, own: true, context: 'page', boot: 'page1' },
      'SyncManager.register',
    );
    finish(
      'backgroundSync',
      'Registered sync',
      `${id}r`,
      { instanceId, context: 'page', boot: 'page1', detail: { outcome: 'ok' } },
      3,
    );
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const span = `${id}a${attempt}`;
      const failed = attempt < attempts;
      time += 3000;
      start(
        'backgroundSync',
        'Dispatched sync event',
        span,
        {
          instanceId,
          parent: `${id}r`,
          metadata: { 'Last Chance': 'No' },
          detail: { tag: instanceId, attempt, lastChance: false },
        },
        'sync',
      );
      if (failed) {
        finish(
          'backgroundSync',
          'sync event failed',
          span,
          {
            instanceId,
            metadata: { 'Failure Reason': 'waitUntil rejected', 'Next Attempt Delay (ms)': '300000' },
            detail: { outcome: 'failed', error: REJECTED, attempt },
          },
          700 + jitter * 9,
        );
      } else {
        finish(
          'backgroundSync',
          'Sync completed',
          span,
          { instanceId, metadata: { Status: 'succeeded' }, detail: { outcome: 'ok', attempt } },
          240 + jitter * 5,
        );
      }
    }
  }

  function periodic(id: string, jitter: number): void {
    start(
      'periodicBackgroundSync',
      'Dispatched periodicsync event',
      id,
      { instanceId: 'digest' },
      'periodicsync',
    );
    finish(
      'periodicBackgroundSync',
      'periodicsync event completed',
      id,
      {
        instanceId: 'digest',
        metadata: { 'Next Attempt Delay (ms)': '43200000' },
        detail: { outcome: 'ok' },
      },
      90 + jitter,
    );
  }

  function backgroundFetch(id: string, jitter: number): void {
    const instanceId = `album-${id}`;
    add(
      {
        service: 'backgroundFetch',
        event: 'Background Fetch registered',
        instanceId,
        metadata: { 'Total Requests': '2', 'Start Paused': 'No' },
      },
      900,
    );
    add({ service: 'backgroundFetch', event: 'Background Fetch started', instanceId });
    for (const index of ['0', '1']) {
      const URL = `${ORIGIN}media/${index}.jpg`;
      add({
        service: 'backgroundFetch',
        event: 'Request processing started',
        instanceId,
        metadata: { URL, 'Request Index': index },
      });
      add(
        {
          service: 'backgroundFetch',
          event: 'Request processing completed',
          instanceId,
          metadata: {
            URL,
            'Request Index': index,
            'Response Status': '200',
            'Response Size (bytes)': '48211',
          },
        },
        150 + jitter * 8,
      );
    }
    start(
      'backgroundFetch',
      'Background Fetch completed',
      id,
      { instanceId, metadata: { 'Event Type': 'BackgroundFetchSuccessEvent' } },
      'backgroundfetchsuccess',
    );
    finish(
      'backgroundFetch',
      'backgroundfetchsuccess event completed',
      id,
      { instanceId, own: true, detail: { outcome: 'ok' } },
      33,
    );
  }

  function payment(id: string, jitter: number): void {
    const merchant = {
      'Merchant Top Origin': 'https://shop.example/',
      'Merchant Payment Request Origin': 'https://shop.example/',
    };
    start(
      'paymentHandler',
      'Payment request',
      id,
      { instanceId: `pr-${id}`, metadata: { ...merchant, 'Total Currency': 'EUR', 'Total Value': '12.50' } },
      'paymentrequest',
    );
    finish(
      'paymentHandler',
      'Payment response',
      id,
      {
        instanceId: `pr-${id}`,
        metadata: { 'Method Name': 'https://pay.example/', Type: 'PAYMENT_EVENT_SUCCESS' },
        detail: { outcome: 'ok' },
      },
      4200 + jitter * 20,
    );
  }

  function report(id: string, type: 'csp-violation' | 'deprecation'): void {
    const body =
      type === 'csp-violation'
        ? {
            documentURL: `${ORIGIN}notes`,
            blockedURL: 'https://cdn.example/a.js',
            effectiveDirective: 'script-src-elem',
            originalPolicy: "script-src 'self'; report-to default",
            disposition: 'enforce',
            statusCode: 200,
            sourceFile: `${ORIGIN}app.js`,
            lineNumber: 12,
            columnNumber: 8,
          }
        : {
            id: 'UnloadHandler',
            message: 'Unload event listeners are deprecated and will be removed.',
            sourceFile: `${ORIGIN}app.js`,
            lineNumber: 1,
            columnNumber: 22,
          };
    add(
      {
        service: 'reporting',
        event: 'Report observed',
        instanceId: type,
        own: true,
        context: 'page',
        boot: 'page1',
        detail: { report: { type, url: `${ORIGIN}notes`, body, id } },
      },
      60,
    );
  }
}
