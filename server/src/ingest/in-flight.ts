/**
 * Bytes of bodies that have come and are not answered yet, per client and in all: what is held in memory for others
 * has an end, whoever sends slowly, and over however many connections.
 */
export interface InFlight {
  /** Whether there is room for so many more; if so they count until they are given back. */
  take(client: string, bytes: number): boolean;
  give(client: string, bytes: number): void;
}

export interface InFlightLimits {
  readonly perClient: number;
  readonly total: number;
}

/** To the client `''` only the total applies: it may be a proxy for many. */
export function createInFlight({ perClient, total }: InFlightLimits): InFlight {
  const held = new Map<string, number>();
  let all = 0;
  return {
    take(client, bytes) {
      const sum = (held.get(client) ?? 0) + bytes;
      if (all + bytes > total || (sum > perClient && client !== '')) return false;
      held.set(client, sum);
      all += bytes;
      return true;
    },
    give(client, bytes) {
      const left = (held.get(client) ?? 0) - bytes;
      if (left > 0) held.set(client, left);
      else held.delete(client);
      all -= bytes;
    },
  };
}
