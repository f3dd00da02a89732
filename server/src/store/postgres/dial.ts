import { Socket } from 'node:net';

/** What `postgres` knows about where to connect. */
export interface Addresses {
  readonly host: readonly string[];
  readonly port: readonly number[];
  /** Of a Unix socket, instead. */
  readonly path?: string | false;
}

/** Gives a socket that is connecting; `postgres` says what is wrong with it, and asks for another. */
export type Dial = (addresses: Addresses) => Promise<Socket>;

/** Attempts per host that may come at once, as after a failover; then this many milliseconds lie between two. */
const AT_ONCE = 10;
const APART = 250;
/** A connection that ends sooner than this did not find a primary. */
const SHORT = 1_000;

/**
 * Chooses the host for a pool's connections: the one that was good last, and when that is not, the next. Left alone,
 * `postgres` tries several hosts without any pause for as long as none of them answers.
 * Source: https://github.com/porsager/postgres/blob/v3.4.7/src/connection.js#L380
 */
export function createDial(now: () => number = () => performance.now()): Dial {
  let current = 0;
  /** When the next attempt would be due if none came at once. */
  let due = 0;
  return async ({ host, port, path }) => {
    const time = now();
    due = Math.max(due, time) + APART;
    const wait = due - time - AT_ONCE * host.length * APART;
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const chosen = current % host.length;
    const name = host[chosen] ?? '';
    const started = now();
    const socket = new Socket();
    let connected = false;
    socket.once('connect', () => {
      connected = true;
    });
    socket.once('close', () => {
      if ((!connected || now() - started < SHORT) && current === chosen) current = (chosen + 1) % host.length;
    });
    if (path) return socket.connect(path);
    // What `postgres` checks a certificate's name against.
    return Object.assign(socket.connect(port[chosen] ?? 5432, name), { host: name });
  };
}
