import { setTimeout as sleep } from 'node:timers/promises';
import { Hono } from 'hono';
import { plate } from './plate.ts';

const CHUNKS = 6;
const PAUSE = 120;

/** `GET /1.svg` … `/4.svg`: the field guide's plates, sent as slowly as a phone gets them. Others are 404. */
export function guideRoutes(): Hono {
  return new Hono().get('/:file{[1-4]\\.svg}', (context) => {
    const bytes = plate(Number.parseInt(context.req.param('file'), 10));
    const step = Math.ceil(bytes.length / CHUNKS);
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        if (sent > 0) await sleep(PAUSE);
        controller.enqueue(bytes.subarray(sent, sent + step));
        sent += step;
        if (sent >= bytes.length) controller.close();
      },
    });
    return context.body(body, 200, {
      'content-type': 'image/svg+xml',
      'content-length': String(bytes.length),
      'cache-control': 'no-store',
    });
  });
}
