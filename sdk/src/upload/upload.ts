import type { Entry, Service } from '@offstage/sw-plugin/log';
import type { LogClient } from '../log-client.ts';
import { onShown } from '../page/on-shown.ts';
import { isRecreated } from '../relay/is-recreated.ts';
import { backOff } from './back-off.ts';
import { openCursor } from './cursor.ts';
import { envelope } from './envelope.ts';
import { type Posted, post } from './post.ts';
import { strip } from './strip.ts';

export interface UploadOptions {
  /** Where to, e.g. `https://reports.example.com/reports/background`. A relative one counts from the page. */
  readonly url: string;
  /** Sent as `Authorization: Bearer …`. It is readable by everyone who can read the page. */
  readonly token?: string;
  /** Which services travel (default: all but `reporting`, whose reports the browser posts by itself). */
  readonly services?: readonly Service[];
  /**
   * The app's last word. Gets the entry without its contents, and as it stands in the log; what it returns is sent,
   * undefined keeps it here. When it throws, the entry stays here.
   */
  readonly redact?: (stripped: Entry, entry: Entry) => Entry | undefined;
}

/** What became of the entries so far, counted since the page was loaded. */
export interface UploadCounts {
  readonly sent: number;
  /** Kept back by `redact`, or refused by the server by itself. */
  readonly kept: number;
  /** Posts that failed and were or will be repeated. */
  readonly failed: number;
}

export interface Upload {
  readonly counts: UploadCounts;
  stop(): void;
}

/** Entries per post. */
const BATCH = 100;
/** Entries at hand for the last post, which has to stay below 64 KiB. */
const TAIL = 30;
/** Milliseconds that entries wait for company. */
const DELAY = 1_000;

/**
 * Sends the log's entries to a server, each at least once: the cursor moves on only after the server has said that it
 * stored them, and survives the page. Tabs take turns by a Web Lock. Payloads and texts stay here (`strip`).
 */
export function upload(
  log: Pick<LogClient, 'read' | 'subscribe'>,
  options: UploadOptions,
  scope: Window & typeof globalThis = window,
): Upload {
  const { services, redact = (stripped) => stripped } = options;
  const url = new URL(options.url, scope.location.href).href;
  const cursor = openCursor(scope, url);
  const counts = { sent: 0, kept: 0, failed: 0 };
  const pause = backOff();
  let size = BATCH;
  let stopped = false;
  let timer: number | undefined;
  let busy = false;
  let again = false;
  /** The newest entries, at hand when the page goes and no read would come back any more. */
  let tail: readonly Entry[] = [];
  let unsubscribe = (): void => {};

  const wanted = (entry: Entry): boolean =>
    services ? services.includes(entry.service) : entry.service !== 'reporting';

  function outgoing(entry: Entry): Entry | undefined {
    try {
      return redact(strip(entry), entry);
    } catch {
      return undefined;
    }
  }

  function send(entries: readonly Entry[]): Promise<Posted> {
    const now = Date.now();
    const { userAgent } = scope.navigator;
    return post(JSON.stringify(entries.map((entry) => envelope(entry, now, userAgent))), {
      url,
      token: options.token,
    });
  }

  /** Sends the next batch; answers whether there may be another one. */
  async function sendNext(): Promise<boolean> {
    const { seq, at } = cursor.read();
    const batch = await log.read({ after: seq, limit: size });
    const last = batch.at(-1);
    if (!last) {
      const [newest] = await log.read({ limit: 1 });
      const again = newest !== undefined && isRecreated(newest, { seq, at });
      if (again) cursor.write({ seq: 0, at: Date.now() });
      return again;
    }
    const mine = batch.filter(wanted);
    const going = mine.map(outgoing).filter((entry) => entry !== undefined);
    const posted = going.length ? await send(going) : 'stored';
    if (posted === 'gone') stop();
    if (posted === 'failed') {
      counts.failed += 1;
      schedule(pause.next());
    }
    if (posted === 'refused' && batch.length > 1) {
      size = Math.ceil(batch.length / 2);
      return true;
    }
    if (posted === 'failed' || posted === 'gone') return false;
    const sent = posted === 'stored' ? going.length : 0;
    counts.sent += sent;
    counts.kept += mine.length - sent;
    size = Math.min(size * 2, BATCH);
    pause.reset();
    cursor.write({ seq: last.seq, at: Math.max(Date.now(), ...batch.map((entry) => entry.time)) });
    return true;
  }

  async function flush(): Promise<void> {
    timer = undefined;
    if (stopped) return;
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    again = false;
    try {
      await inTurn(scope, `offstage-upload:${url}`, async () => {
        while (!stopped && (await sendNext()));
      });
    } catch {
      // The log cannot be read now: its next change starts over.
    } finally {
      busy = false;
      if (again) schedule(DELAY);
    }
  }

  function schedule(delay: number): void {
    if (!stopped) timer ??= scope.setTimeout(() => void flush(), delay);
  }

  function flushNow(): void {
    scope.clearTimeout(timer);
    void flush();
  }

  /** The cursor stays: if this post does not arrive, the next page load repeats it. */
  function sendTail(): void {
    const { seq } = cursor.read();
    const going = tail
      .filter((entry) => entry.seq > seq && wanted(entry))
      .map(outgoing)
      .filter((entry) => entry !== undefined);
    if (going.length) void send(going);
  }

  function onVisibility(): void {
    if (scope.document.visibilityState === 'hidden') flushNow();
  }

  function stop(): void {
    stopped = true;
    scope.clearTimeout(timer);
    unsubscribe();
    stopOnShown();
    scope.document.removeEventListener('visibilitychange', onVisibility);
  }

  const stopOnShown = onShown(scope, (shown) => !shown && sendTail());
  scope.document.addEventListener('visibilitychange', onVisibility);
  unsubscribe = log.subscribe((entries) => {
    tail = [...tail, ...entries].slice(-TAIL);
    schedule(DELAY);
  });
  schedule(DELAY);
  return { counts, stop };
}

/** One tab at a time, where there are Web Locks; without them two tabs may send the same entry twice. */
async function inTurn(scope: Window, name: string, run: () => Promise<void>): Promise<void> {
  const locks = scope.navigator.locks as LockManager | undefined;
  await (locks ? locks.request(name, run) : run());
}
