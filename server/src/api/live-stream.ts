import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { ReportFilter } from '../store/report.ts';
import type { Store } from '../store/store.ts';
import type { ApiError } from './schema.ts';

const PAGE = 200;
/** Milliseconds between two reads: what is read has to be put in order first, which is cheaper for many reports at once. */
const PAUSE = 100;
/** Streams at once; each asks the store with every turn. */
const STREAMS = 64;
/** Open ones of each store. */
const open = new WeakMap<Store, number>();
/** A silent connection is cut by proxies after about a minute. */
const HEARTBEAT = 15_000;

/**
 * Server-sent events: `event: report`, its id as the event's id, the report as JSON. Starts after `after`, else with
 * the next report that arrives; a client that reconnects resumes where it was, without gap or repetition.
 *
 * One stream too many is answered with 503; who follows asks again by itself after a while.
 *
 * Source: https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function liveStream(c: Context, store: Store, filter: ReportFilter, after?: number): Response {
  const count = (open.get(store) ?? 0) + 1;
  if (count > STREAMS) {
    const error = {
      code: 'TOO_MANY_STREAMS',
      message: `${STREAMS} viewers follow already. Close one, or look again later`,
    };
    return c.json(error satisfies ApiError, 503, { 'retry-after': '30' });
  }
  open.set(store, count);
  // Proxies such as nginx hold a response back to fill their buffer, unless told.
  c.header('x-accel-buffering', 'no');
  return streamSSE(c, async (stream) => {
    let wake = () => {};
    const forget = store.onAdded(() => wake());
    stream.onAbort(() => wake());
    try {
      let last = after ?? (await store.lastId());
      await stream.writeSSE({ event: 'ready', id: String(last), data: String(last) });
      while (!stream.aborted && !stream.closed) {
        const woken = new Promise<'added'>((resolve) => {
          wake = () => resolve('added');
        });
        const page = await store.after(last, PAGE, filter);
        for (const report of page) {
          await stream.writeSSE({ event: 'report', id: String(report.id), data: JSON.stringify(report) });
          last = report.id;
        }
        if (page.length === PAGE) continue;
        await stream.sleep(PAUSE);
        let timer: NodeJS.Timeout | undefined;
        const silence = new Promise<'silence'>((resolve) => {
          timer = setTimeout(() => resolve('silence'), HEARTBEAT);
        });
        if ((await Promise.race([woken, silence])) === 'silence') await stream.write(': still here\n\n');
        clearTimeout(timer);
      }
    } finally {
      forget();
      open.set(store, (open.get(store) ?? 1) - 1);
    }
  });
}
