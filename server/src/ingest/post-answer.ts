import { STATUS_CODES } from 'node:http';
import { INGEST_HEADERS } from './ingest-routes.ts';
import { KEEP_ALIVE } from './keep-alive.ts';

const HEADERS = Object.entries(INGEST_HEADERS)
  .map(([name, value]) => `${name}: ${value}\r\n`)
  .join('');

/** As Node announces it. */
const KEPT = `connection: keep-alive\r\nkeep-alive: timeout=${KEEP_ALIVE / 1_000 - 1}\r\n`;

let second = 0;
let stored = '';

/** An HTTP/1.1 answer to a post, as Latin-1 text. `now` is in epoch milliseconds. */
export function postAnswer(status: number, message: string | undefined, now: number, close: boolean): string {
  if (status === 204 && !close) {
    if (second !== Math.floor(now / 1_000)) {
      second = Math.floor(now / 1_000);
      stored = `${start(204, now)}${KEPT}\r\n`;
    }
    return stored;
  }
  const retry = status === 503 ? 'retry-after: 30\r\n' : '';
  const connection = close ? 'connection: close\r\n' : KEPT;
  if (status === 204) return `${start(status, now)}${connection}\r\n`;
  const text = message ?? '';
  return `${start(status, now)}${retry}${connection}content-type: text/plain; charset=UTF-8\r\ncontent-length: ${text.length}\r\n\r\n${text}`;
}

function start(status: number, now: number): string {
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${HEADERS}date: ${new Date(now).toUTCString()}\r\n`;
}
