/**
 * Keeps one client from filling the line: while others post too, each client has only so many requests in work, and its
 * further ones wait for those. A client that is alone (a proxy, say) is never held back.
 */
export interface Turnstile {
  /** Undefined when the request may go on at once. `now` is in milliseconds. */
  enter(client: string, now: number): Promise<void> | undefined;
  /** Once for every request that went on. */
  leave(client: string): void;
}

export interface TurnstileOptions {
  /** Requests that a client has in work while others post. */
  readonly perClient: number;
  /** Milliseconds after its last request for which a client counts as posting. */
  readonly presence: number;
}

interface Client {
  active: number;
  last: number;
  readonly waiting: (() => void)[];
}

export function createTurnstile({ perClient, presence }: TurnstileOptions): Turnstile {
  const clients = new Map<string, Client>();
  let latest = '';
  /** When a request last came from another client than the one before it. */
  let changed = Number.NEGATIVE_INFINITY;

  function forgetAbsent(now: number): void {
    for (const [name, client] of clients) {
      if (client.active === 0 && now - client.last > presence) clients.delete(name);
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
        client = { active: 0, last: now, waiting: [] };
        clients.set(name, client);
      }
      client.last = now;
      if (client.active < perClient || now - changed > presence) {
        client.active++;
        return undefined;
      }
      const { waiting } = client;
      return new Promise((resolve) => waiting.push(resolve));
    },
    leave(name) {
      const client = clients.get(name);
      if (client === undefined) return;
      const next = client.waiting.shift();
      // Whoever waits takes over the place.
      if (next === undefined) client.active--;
      else next();
    },
  };
}
