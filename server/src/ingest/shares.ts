/**
 * Who sends without a limit (loopback, which may be a proxy) must not keep others waiting: while somebody else sends too, a
 * client has no more requests under way than all others together, and a few. Alone it may have as many as it likes.
 */
export interface Shares {
  /** One more request of a client: `undefined` where it may begin at once, else resolves when it may. */
  enter(client: string, now: number): Promise<void> | undefined;
  /** It is done. */
  leave(client: string, now: number): void;
}

/** Requests that everybody may have under way: so many are written in about the time that one takes. */
const FEW = 8;
/** Milliseconds for which somebody else counts as sending. */
const CONTENDED = 20;
/** Places in a line that are done before they are removed. */
const GONE = 1_000;

interface Client {
  underWay: number;
  /** Those that wait, and how many of them went on. */
  readonly waiting: (() => void)[];
  gone: number;
}

export function createShares(): Shares {
  /** Those with a request under way. Who waits has one, so that its end lets the next one in. */
  const clients = new Map<string, Client>();
  let total = 0;
  let latest = '';
  let contendedUntil = Number.NEGATIVE_INFINITY;

  const mayBegin = ({ underWay }: Client, now: number) =>
    underWay < FEW || now > contendedUntil || underWay < FEW + total - underWay;

  return {
    enter(client, now) {
      if (client !== latest) {
        latest = client;
        contendedUntil = now + CONTENDED;
      }
      let known = clients.get(client);
      if (known === undefined) {
        known = { underWay: 0, waiting: [], gone: 0 };
        clients.set(client, known);
      }
      const { waiting, gone } = known;
      if (waiting.length > gone || !mayBegin(known, now)) {
        return new Promise((resolve) => waiting.push(resolve));
      }
      known.underWay++;
      total++;
      return undefined;
    },
    leave(client, now) {
      const known = clients.get(client);
      if (known === undefined) return;
      known.underWay--;
      total--;
      const { waiting } = known;
      while (waiting.length > known.gone && mayBegin(known, now)) {
        known.underWay++;
        total++;
        waiting[known.gone++]?.();
      }
      // What went on is forgotten a lot at a time.
      if (known.gone > GONE || waiting.length === known.gone) {
        waiting.splice(0, known.gone);
        known.gone = 0;
      }
      if (known.underWay === 0 && waiting.length === 0) clients.delete(client);
    },
  };
}
