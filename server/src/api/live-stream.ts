import type { Context } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import type { ReportFilter } from '../store/report.ts';
import type { Store } from '../store/store.ts';
import { fits } from './fits.ts';
import type { ApiError } from './schema.ts';
import { tailOf } from './tail.ts';

const PAGE = 200;
/** Streams at once: each is a connection that is written to with every report. */
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
    const aborted = new Promise<void>((resolve) => stream.onAbort(resolve));
    const tail = tailOf(store);
    tail.join();
    try {
      await tail.reading();
      let last = after ?? tail.last;
      await stream.writeSSE({ event: 'ready', id: String(last), data: String(last) });
      while (!stream.aborted && !stream.closed) {
        await tail.reading();
        const read = tail.last;
        const lines = tail.since(last);
        if (lines !== undefined) {
          for (const { report, json } of lines) {
            if (fits(report, filter, store.kind)) await write(stream, report.id, json);
          }
          last = Math.max(last, lines.at(-1)?.report.id ?? read);
        } else {
          // It resumes further back, or was too slow: what the tail has not, the store has.
          const page = await store.after(last, PAGE, filter);
          for (const report of page) await write(stream, report.id, JSON.stringify(report));
          last = page.at(-1)?.id ?? last;
          if (page.length < PAGE) last = Math.max(last, read);
          else continue;
        }
        if (tail.last > last) continue;
        await Promise.race([tail.beyond(last, HEARTBEAT), aborted]);
        if (tail.last <= last) await stream.write(': still here\n\n');
      }
    } finally {
      tail.leave();
      open.set(store, (open.get(store) ?? 1) - 1);
    }
  });
}

function write(stream: SSEStreamingApi, id: number, data: string): Promise<void> {
  return stream.writeSSE({ event: 'report', id: String(id), data });
}
