import type { Socket } from 'node:net';
import { createByteHold } from './byte-hold.ts';
import { clientOf } from './client-address.ts';
import { freeBytes } from './free-bytes.ts';
import type { Ingest } from './ingest.ts';
import { KEEP_ALIVE } from './keep-alive.ts';
import { mayBeProxy, networkOf } from './network-of.ts';
import { endpointNamed } from './policy.ts';
import { postAnswer } from './post-answer.ts';
import { createHeadReader, mayBecomePost, type PostHead } from './post-head.ts';

/** Stands before Node's HTTP server and answers plain posts of reports itself. */
export interface PostFront {
  /** Whether one more connection is served; it counts until it closes. Otherwise it is ended. Asked before a handshake of TLS. */
  admits(socket: Socket): boolean;
  /** Takes a new connection that was admitted. */
  take(socket: Socket): void;
  /** Ends connections that wait for a request; the others end with their answer. */
  close(): void;
  /** Ends all connections at once. */
  abandon(): void;
}

/** Bytes of a head; a longer one is Node's, whose limit is a little higher. */
const HEAD_LENGTH = 16_000;
/** Bytes that Node gets at once of what came before it got the connection. */
const PIECE = 4_096;
/** Milliseconds that a new connection may be silent. */
const SILENCE = 10_000;
/** Connections at once, and of one client. Beyond the former, those that have been without a request longest make room. */
const CONNECTIONS = 8_192;
const CONNECTIONS_PER_CLIENT = 1_024;
/** Connections that are looked at for one to end. */
const LOOKED_AT = 64;
/** Milliseconds between looks for silent connections: a timer per connection would be set anew with every request. */
const LOOK = 1_000;

/** What happens to a connection from outside. */
interface Connection {
  /** Ends it unless there is a request. Whether it did. */
  end(): boolean;
  /** Ends it when it has been silent for too long. */
  look(now: number): void;
}

/**
 * Most requests are plain posts, and for those half of the work was Node's HTTP (its streams, events and headers). Here
 * they are read from the socket and answered to it, one at a time. A connection that sends anything else goes to
 * `handOver`, for good and with what it has sent, so that there is no second opinion on what is unusual. Which of both
 * answers is decided by a head as a whole, never by how the network cuts it.
 *
 * In one file: what a connection is in the middle of, which each of its events changes.
 *
 * @param ingests by the name before `/reports`; `''` for none. They share limits, what is in flight, and proxies
 */
export function createPostFront(
  ingests: ReadonlyMap<string, Ingest>,
  handOver: (socket: Socket) => void,
): PostFront {
  // What is the same for all.
  const [{ limits, policy, room }] = [...ingests.values()] as [Ingest];
  const { arriving } = room;
  const named = !ingests.has('');
  const headOf = createHeadReader();
  const open = new Map<Socket, Connection>();
  const connections = new Map<string, number>();
  let closing = false;
  const looking = setInterval(() => {
    const now = performance.now();
    for (const connection of open.values()) connection.look(now);
  }, LOOK).unref();

  /** Whose it is; of what has no whole head nobody knows, so it is counted with the first. */
  function ingestOf(head: PostHead | undefined): Ingest {
    return (ingests.get(head?.app ?? '') ?? [...ingests.values()][0]) as Ingest;
  }

  function makeRoom(): void {
    let left = LOOKED_AT;
    for (const connection of open.values()) {
      if (connection.end() || --left === 0) return;
    }
  }

  /** Whose connection it is; behind a proxy that is known with the head, and what comes before counts in all only. */
  function networkBehind(address: string): string | undefined {
    return policy.trustProxy === true || mayBeProxy(address) ? undefined : networkOf(address);
  }

  function admits(socket: Socket): boolean {
    if (open.size >= CONNECTIONS) makeRoom();
    const network = networkBehind(socket.remoteAddress ?? '');
    if (network === undefined) return true;
    const count = connections.get(network) ?? 0;
    if (count >= CONNECTIONS_PER_CLIENT) {
      ingestOf(undefined).reject('too-many-connections', 1, '', 0);
      socket.destroy();
      return false;
    }
    connections.set(network, count + 1);
    socket.once('close', () => {
      const left = (connections.get(network) ?? 1) - 1;
      if (left > 0) connections.set(network, left);
      else connections.delete(network);
    });
    return true;
  }

  function take(socket: Socket): void {
    const address = socket.remoteAddress ?? '';
    const network = networkBehind(address);
    let payer = network ?? '';
    /** What has come and is not answered; its first request's head and length, once they are known. */
    const held = createByteHold();
    let head: PostHead | undefined;
    let bodyAt = 0;
    /** Bytes of a head without an end that are known to be in order. */
    let judged = 0;
    /** Bytes of memory that are counted as arriving. */
    let counted = 0;
    let used = false;
    /** When the first part of the request came; without one, when the last answer went. Not the time of day, which may be set. */
    let since = performance.now();
    let busy = false;
    let ended = false;
    let gone = false;
    /** It has been told to go: what it still sends is not looked at. */
    let refused = false;
    /** There is no room for the request behind this one. */
    let full = false;

    function count(bytes: number): boolean {
      if (bytes > counted && !arriving.take(payer, bytes - counted)) return false;
      if (bytes < counted) arriving.give(payer, counted - bytes);
      counted = bytes;
      return true;
    }

    /** Behind a proxy of ours it is known with the head who that is. */
    function pays(client: string): void {
      const known = mayBeProxy(client) ? '' : networkOf(client);
      if (known === payer) return;
      count(0);
      payer = known;
    }

    function onData(chunk: Buffer): void {
      if (refused) {
        freeBytes(chunk);
        return;
      }
      if (held.length === 0) since = performance.now();
      held.add(chunk);
      if (busy) {
        // The next request has to wait for this one's answer, and not in our memory.
        socket.pause();
        if (!count(held.size)) full = true;
      } else serve();
    }

    /** Looks whether a request is complete, and begins with it. */
    function serve(): void {
      if (head === undefined && !findHead()) return;
      const { length } = head as PostHead;
      if (held.length < bodyAt + length) {
        if (!count(held.size)) refuse(503, 'STORE_BUSY');
        return;
      }
      const body = held.text(bodyAt, bodyAt + length);
      held.drop(bodyAt + length);
      if (counted > 0 || held.length > 0) count(held.size);
      begin(head as PostHead, body);
    }

    function findHead(): boolean {
      const end = held.endOfHead();
      if (end < 0) {
        // Up to three bytes may already be of the line that ends it.
        if (held.length > HEAD_LENGTH + 3 || !mayBecomePost(held.view(), judged, named)) leave();
        else if (!count(held.size)) refuse(503, 'STORE_BUSY');
        judged = held.length;
        return false;
      }
      const found = end > HEAD_LENGTH ? undefined : headOf(held.latin1(0, end));
      if (found === undefined || !ingests.has(found.app ?? '') || found.length > limits.bodyBytes) {
        leave();
        return false;
      }
      head = found;
      judged = 0;
      bodyAt = end + 4;
      if (held.length < bodyAt + found.length) {
        held.expect(bodyAt + found.length);
        if (network === undefined)
          pays(clientOf(address, found.forwardedFor, policy.trustProxy === true).client);
      }
      return true;
    }

    function begin(request: PostHead, body: string): void {
      const { endpoint: name, userAgent, contentType, forwardedFor } = request;
      const ingest = ingestOf(request);
      head = undefined;
      busy = true;
      used = true;
      const endpoint = endpointNamed(name, ingest.policy);
      if (typeof endpoint === 'number') {
        ingest.refuse(endpoint === 404 ? 'no-endpoint' : 'retired', name ?? '', body.length);
        // In a turn of its own, as all others: many in a row must neither nest nor keep others waiting.
        setImmediate(answer, endpoint, endpoint === 404 ? 'No such endpoint' : 'This endpoint is retired');
        return;
      }
      const sender = clientOf(address, forwardedFor, policy.trustProxy === true);
      const arrival = { received: Date.now(), endpoint, userAgent, ...sender };
      void ingest.receive(body, arrival, contentType).then(({ status, message }) => answer(status, message));
    }

    function answer(status: number, message?: string): void {
      if (gone) return;
      since = performance.now();
      const last = closing || full || (ended && held.length === 0);
      const taken = socket.write(postAnswer(status, message, Date.now(), last), 'latin1');
      if (last) socket.end();
      // Whoever does not read what we answer gets no more of it.
      else if (taken) next();
      else socket.once('drain', next);
    }

    function next(): void {
      busy = false;
      socket.resume();
      if (held.length > 0) serve();
      else if (ended) socket.end();
      if (ended && !busy && held.length > 0) breakOff();
    }

    /** What has come will never be a request. */
    function breakOff(): void {
      refuse(400, 'The request broke off');
    }

    function refuse(status: 400 | 408 | 503, message: string): void {
      const reason = status === 400 ? 'broken-off' : 'too-slow';
      if (status === 503) ingestOf(head).counts.unstored++;
      else ingestOf(head).refuse(reason, head?.endpoint ?? '', held.length);
      refused = true;
      held.drop(held.length);
      socket.end(postAnswer(status, message, Date.now(), true), 'latin1');
      socket.destroySoon();
    }

    /** The client sends no more, and Node lets connections be half open. */
    function onEnd(): void {
      ended = true;
      if (busy) return;
      if (held.length > 0) breakOff();
      else socket.end();
    }

    const onError = () => socket.destroy();
    function onClose(): void {
      gone = true;
      open.delete(socket);
      held.drop(held.length);
      count(0);
    }

    function leave(): void {
      // Nobody can be given a connection that has ended, and Node would not answer either.
      if (ended) {
        breakOff();
        return;
      }
      const bytes = held.take();
      onClose();
      socket.pause();
      socket.off('data', onData).off('end', onEnd).off('error', onError).off('close', onClose);
      handOver(socket);
      // In pieces: Node takes a piece as a whole, however many requests are in it.
      for (let at = bytes.length; at > 0; at -= PIECE)
        socket.unshift(bytes.subarray(Math.max(0, at - PIECE), at));
      socket.resume();
    }

    open.set(socket, {
      end() {
        if (busy || (held.length > 0 && !closing)) return false;
        open.delete(socket);
        socket.destroy();
        return true;
      },
      look(now) {
        // An answer that nobody takes is the only thing that a busy connection may wait for so long.
        if (busy) {
          if (socket.writableNeedDrain && now - since > KEEP_ALIVE) socket.destroy();
        } else if (held.length === 0 && now - since > (used ? KEEP_ALIVE : SILENCE)) socket.destroy();
        else if (held.length > 0 && now - since > limits.bodyTime) refuse(408, 'The body took too long');
      },
    });
    socket.on('data', onData).on('end', onEnd).on('error', onError).on('close', onClose);
  }

  return {
    admits,
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
