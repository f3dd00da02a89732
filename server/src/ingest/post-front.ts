import type { Socket } from 'node:net';
import type { Ingest } from './ingest.ts';
import { endpointNamed } from './policy.ts';
import { postAnswer } from './post-answer.ts';
import { type PostHead, postHead } from './post-head.ts';

/** Stands before Node's HTTP server and answers plain posts of reports itself. */
export interface PostFront {
  /** Takes a new connection. */
  take(socket: Socket): void;
  /** Ends connections that wait for a request; the others end with their answer. */
  close(): void;
  /** Ends all connections at once. */
  abandon(): void;
}

/** Heads that are remembered: those of one browser differ only in the length. */
const HEADS = 1_000;
const HEAD_LENGTH = 2_048;
/** Pieces of a request that are kept as they came. */
const PIECES = 64;
/** Milliseconds that a connection may be silent before a request. */
const SILENCE = 10_000;
/** Milliseconds between looks for silent connections: a timer per connection would be set anew with every request. */
const LOOK = 1_000;

/** What happens to a connection from outside. */
interface Connection {
  /** Ends it unless it is answering. */
  end(): void;
  /** Ends it when it has been silent for too long. */
  look(now: number): void;
}

/**
 * Most requests are plain posts, and for those half of the work was Node's HTTP (its streams, events and headers). Here
 * they are read from the socket and answered to it. A connection that sends anything else goes to `handOver`, for good
 * and with what it has sent, so that there is no second opinion on what is unusual.
 */
export function createPostFront(ingest: Ingest, handOver: (socket: Socket) => void): PostFront {
  const { limits, policy } = ingest;
  const heads = new Map<string, PostHead>();
  const open = new Map<Socket, Connection>();
  let closing = false;
  const looking = setInterval(() => {
    const now = Date.now();
    for (const connection of open.values()) connection.look(now);
  }, LOOK).unref();

  function headOf(bytes: Buffer): { head: PostHead; end: number } | undefined {
    const end = bytes.indexOf('\r\n\r\n');
    if (end < 0) return undefined;
    const text = bytes.toString('latin1', 0, end);
    let head = heads.get(text);
    if (head === undefined) {
      head = postHead(text);
      if (head === undefined) return undefined;
      if (heads.size >= HEADS) heads.clear();
      if (text.length <= HEAD_LENGTH) heads.set(text, head);
    }
    return { head, end: end + 4 };
  }

  function take(socket: Socket): void {
    const address = socket.remoteAddress ?? '';
    /** What has come of the next request. */
    let held: Buffer[] = [];
    let heldBytes = 0;
    let neededBytes = 0;
    /** When its first part came; without one, when the last answer went. */
    let since = Date.now();
    let busy = false;
    let ended = false;

    function hold(bytes: Buffer): void {
      // A body that comes byte by byte must not take a hundred times its size.
      if (held.length >= PIECES) held = [Buffer.concat(held)];
      held.push(bytes);
      heldBytes += bytes.length;
    }

    function release(): Buffer {
      const bytes = held.length === 1 ? (held[0] as Buffer) : Buffer.concat(held);
      held = [];
      heldBytes = 0;
      neededBytes = 0;
      return bytes;
    }

    function onData(chunk: Buffer): void {
      if (busy) {
        // The next request has to wait for this one's answer, and not in our memory.
        socket.pause();
        hold(chunk);
      } else if (heldBytes === 0) serve(chunk);
      else {
        hold(chunk);
        if (heldBytes >= neededBytes) serve(release());
      }
    }

    function serve(bytes: Buffer): void {
      const found = headOf(bytes);
      if (found === undefined || found.head.length > limits.bodyBytes) {
        leave(bytes);
        return;
      }
      const { head, end } = found;
      const total = end + head.length;
      if (bytes.length < total) {
        hold(bytes);
        neededBytes = total;
        since = Date.now();
        return;
      }
      if (bytes.length > total) hold(bytes.subarray(total));
      busy = true;
      const received = Date.now();
      const endpoint = endpointNamed(head.endpoint, policy);
      if (typeof endpoint === 'number') {
        answer(endpoint, endpoint === 404 ? 'No such endpoint' : 'This endpoint is retired');
        return;
      }
      const forwarded = policy.trustProxy === true ? head.forwardedFor.split(',').at(-1)?.trim() : '';
      const client = forwarded ? forwarded.slice(0, 64) : address;
      const arrival = { received, endpoint, userAgent: head.userAgent, client };
      ingest
        .receive(bytes.toString('utf8', end, total), arrival, head.contentType)
        .then(({ status, message }) => answer(status, message));
    }

    function answer(status: number, message?: string): void {
      busy = false;
      since = Date.now();
      const last = closing || (ended && heldBytes === 0);
      socket.write(postAnswer(status, message, since, last), 'latin1');
      if (last) socket.end();
      else if (heldBytes > 0) {
        socket.resume();
        serve(release());
      }
    }

    function refuse(): void {
      socket.end(postAnswer(408, 'The body took too long', Date.now(), true), 'latin1');
      socket.destroySoon();
    }

    /** The client sends no more, and Node lets connections be half open. */
    function onEnd(): void {
      ended = true;
      if (!busy) socket.end();
    }

    const onError = () => socket.destroy();
    const onClose = () => open.delete(socket);

    function leave(bytes: Buffer): void {
      open.delete(socket);
      socket.pause();
      socket.off('data', onData).off('end', onEnd).off('error', onError).off('close', onClose);
      handOver(socket);
      socket.unshift(bytes);
      socket.resume();
    }

    open.set(socket, {
      end() {
        if (!busy) socket.destroy();
      },
      look(now) {
        if (busy) return;
        if (heldBytes === 0 && now - since > SILENCE) socket.destroy();
        else if (heldBytes > 0 && now - since > limits.bodyTime) refuse();
      },
    });
    socket.on('data', onData).on('end', onEnd).on('error', onError).on('close', onClose);
  }

  return {
    take,
    close() {
      closing = true;
      clearInterval(looking);
      for (const connection of open.values()) connection.end();
    },
    abandon() {
      for (const socket of open.keys()) socket.destroy();
    },
  };
}
