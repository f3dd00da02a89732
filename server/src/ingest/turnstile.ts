/**
 * Keeps one client from filling the line: while others post too, each client has as many requests in work as all others
 * have brought, but always a few, and its further ones wait for those, and then a moment more, in which the store is
 * there for the others. A client that is alone (a proxy, say) is never held back, and neither are two that bring the
 * same.
 */
export interface Turnstile {
  /** Undefined when the request may go on at once. `now` is in milliseconds. */
  enter(client: string, now: number): Promise<void> | undefined;
  /** Once for every request that went on, with how many milliseconds it was in work. */
  leave(client: string, took: number): void;
}

/** Requests over which the time in work is averaged. */
const AVERAGED = 100;

export interface TurnstileOptions {
  /** Requests that a client may always have in work. */
  readonly perClient: number;
  /** Requests per second that a client gets done whatever others bring: the longer each takes, the more are in work. */
  readonly perSecond: number;
  /** Milliseconds after its last request for which a client counts as posting. */
  readonly presence: number;
  /** Milliseconds between a request of a client that has more waiting, and the next ones. */
  readonly rest: number;
}

interface Client {
  active: number;
  last: number;
  resting: boolean;
  readonly waiting: (() => void)[];
}

export function createTurnstile({ perClient, perSecond, presence, rest }: TurnstileOptions): Turnstile {
  const clients = new Map<string, Client>();
  /** Requests of all clients, in work or waiting. */
  let brought = 0;
  /** Milliseconds that a request is in work, on average of late. */
  let average = 0;
  let latest = '';
  /** When a request last came from another client than the one before it. */
  let changed = Number.NEGATIVE_INFINITY;

  function forgetAbsent(now: number): void {
    for (const [name, client] of clients) {
      if (client.active + client.waiting.length === 0 && now - client.last > presence) clients.delete(name);
    }
  }

  function mayGo({ active, waiting }: Client): boolean {
    const sure = ((average + rest) / 1_000) * perSecond;
    return active < Math.max(perClient, sure, brought - active - waiting.length);
  }

  function letIn(client: Client): void {
    client.resting = false;
    while (client.waiting.length > 0 && mayGo(client)) {
      client.active++;
      client.waiting.shift()?.();
    }
  }

  return {
    enter(name, now) {
      if (name !== latest) {
        if (latest !== '') changed = now;
        latest = name;
        forgetAbsent(now);
      }
      let client = clients.get(name);
      if (client === undefined) {
        client = { active: 0, last: now, resting: false, waiting: [] };
        clients.set(name, client);
      }
      client.last = now;
      const goes = now - changed > presence || (client.waiting.length === 0 && mayGo(client));
      brought++;
      if (goes) {
        client.active++;
        return undefined;
      }
      const { waiting } = client;
      return new Promise((resolve) => waiting.push(resolve));
    },
    leave(name, took) {
      average += (Math.max(0, took) - average) / AVERAGED;
      const client = clients.get(name);
      if (client === undefined) return;
      client.active--;
      brought--;
      if (client.waiting.length === 0 || client.resting) return;
      client.resting = true;
      setTimeout(letIn, rest, client);
    },
  };
}
