import { answerOf } from './answer-of.ts';
import { describeAnswer, describeSend, type SendAnswer, type SentPush } from './describe-send.ts';
import { createOutbox } from './outbox.ts';
import { createPost } from './post-sends.ts';
import { TROUBLES, type Trouble, type TroubleCode } from './troubles.ts';
import type { SendOnTheWire } from './wire.ts';

export interface LedgerOptions {
  /** The server's, e.g. `https://reports.example.com/api/sends`. */
  readonly url: string;
  /** The send token. */
  readonly token?: string | undefined;
  /**
   * What goes into the hashes by which device and sender name a push: the app's VAPID public key, as the browser knows it, or the `salt` of
   * the device's `upload` options where it has one. Default: the `vapidDetails.publicKey` of each call.
   */
  readonly salt?: string | undefined;
  /** Goes with every push. */
  readonly campaign?: string | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** Memory for sends that the server has not taken yet: so many bytes (default 16 MiB) … */
  readonly maxBytes?: number | undefined;
  /** … and so many sends (default 50,000). */
  readonly maxSends?: number | undefined;
  /**
   * Told once of each kind of trouble, and of a server that takes nothing again when it has taken all in between (default: a warning of
   * the process).
   */
  readonly onTrouble?: ((trouble: Trouble) => void) | undefined;
}

/** Sends so far. `recorded` is the sum of the three others. */
export interface LedgerCounts {
  readonly recorded: number;
  /** By the server. */
  readonly taken: number;
  readonly waiting: number;
  /** There was no room, or the server refused them. */
  readonly lost: number;
  /** Calls that were no push (they failed before anything was sent), or could not be described. Not among the others. */
  readonly skipped: number;
}

/** Takes note of how a send ended. Never throws. */
export type Note = (answer: () => SendAnswer | undefined) => void;

export interface Ledger {
  readonly counts: LedgerCounts;
  /** Takes note of a push that was sent. Never throws, and nobody waits for it. */
  record(push: SentPush): void;
  /**
   * The same in two steps: what it is now, and what became of it when that is known; undefined where nothing was sent. For functions that
   * send, such as the one that `withLedger()` makes.
   */
  begin(push: () => SentPush): Note;
  /**
   * At shutdown: sends what waits, for so many milliseconds at most (default 5,000). Resolves to the counts; never rejects. Keeps the
   * process alive meanwhile, which nothing else here does.
   */
  flush(options?: { readonly timeout?: number | undefined }): Promise<LedgerCounts>;
}

/** Sends and bytes per request; the server takes 1,000 and 512 KiB. */
const BATCH = 500;
const BATCH_BYTES = 256 * 1_024;
/** Milliseconds in which others may come along. */
const GATHER = 500;
/** Milliseconds after a failure: doubling, half of it by chance, so that senders do not march in step. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;

/**
 * Tells a server which pushes were sent, and waits for nobody: what the server has not acknowledged stays in a bounded memory and is
 * sent again. Throws where `url` is none.
 *
 * @example
 * const ledger = openLedger({ url: 'https://reports.example.com/api/sends', token: process.env.OFFSTAGE_SEND_TOKEN, salt: vapidPublicKey });
 * ledger.record({ endpoint: subscription.endpoint, payload, ttl: 60, status: response.status });
 */
export function openLedger(options: LedgerOptions): Ledger {
  const { url, token, maxBytes = 16 * 1_024 * 1_024, maxSends = 50_000, onTrouble = warn } = options;
  const post = createPost(url, token);
  const outbox = createOutbox({ maxBytes, maxSends });
  const told = new Set<TroubleCode>();
  let taken = 0;
  let lost = 0;
  let skipped = 0;
  /** Fewer after a refusal. */
  let most = BATCH;
  let pause = FIRST_PAUSE;
  /** The server has asked to be left alone until then. Epoch milliseconds. */
  let until = 0;
  let timer: NodeJS.Timeout | undefined;
  let underWay = false;
  /** Those who wait for the outbox to be empty. */
  const waiters = new Set<() => void>();

  const counts = (): LedgerCounts => ({
    recorded: taken + lost + outbox.size,
    taken,
    waiting: outbox.size,
    lost,
    skipped,
  });

  function tell(code: TroubleCode, cause?: string): void {
    if (told.has(code)) return;
    told.add(code);
    try {
      onTrouble({ code, message: TROUBLES[code], ...(cause !== undefined && { cause }) });
    } catch {
      // The app's.
    }
  }

  function soon(delay: number): void {
    if (timer || underWay) return;
    timer = setTimeout(round, delay).unref();
  }

  function now(): void {
    if (underWay || until > Date.now()) return;
    clearTimeout(timer);
    void round();
  }

  function longer(): number {
    const wait = pause * (0.5 + Math.random() / 2);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
    return wait;
  }

  /** One batch. Returns how long to wait for the next one. */
  async function sendFirst(): Promise<number> {
    const batch = outbox.first(most, BATCH_BYTES);
    const verdict = answerOf(await post(`{"sends":[${batch.map(({ text }) => text).join(',')}]}`));
    const { kind, why } = verdict;
    if (kind === 'later') {
      tell('UNREACHED', why);
      if (verdict.wait) until = Date.now() + verdict.wait * 1_000;
      return Math.max(verdict.wait * 1_000, longer());
    }
    if (kind === 'refused' && batch.length > 1) {
      most = Math.ceil(batch.length / 2);
      return 0;
    }
    const refused = kind === 'refused' ? 1 : Math.min(verdict.refused, batch.length);
    outbox.removeFirst(batch.length);
    lost += refused;
    taken += batch.length - refused;
    if (refused) tell('REFUSED', why);
    // A server that refuses each send by itself is not asked 50,000 times in a row.
    if (kind === 'refused') return longer();
    pause = FIRST_PAUSE;
    most = Math.min(most * 2, BATCH);
    return outbox.size < BATCH ? GATHER : 0;
  }

  async function round(): Promise<void> {
    timer = undefined;
    underWay = true;
    let wait = GATHER;
    try {
      if (outbox.size) wait = await sendFirst();
    } finally {
      underWay = false;
      if (outbox.size) soon(waiters.size && wait === GATHER ? 0 : wait);
      else {
        told.delete('FULL');
        told.delete('UNREACHED');
        for (const done of waiters) done();
      }
    }
  }

  function begin(describe: () => SentPush): Note {
    let send: SendOnTheWire | undefined;
    let endpoint = '';
    try {
      const push = describe();
      const salt = options.salt ?? push.publicKey;
      endpoint = push.endpoint;
      send = describeSend(
        { campaign: options.campaign, ...push, labels: { ...options.labels, ...push.labels } },
        salt ?? '',
        Date.now(),
      );
      if (salt === undefined) tell('NO_SALT');
    } catch {
      // No push, as far as can be seen.
    }
    return (describeHow) => {
      try {
        const answer = describeHow();
        if (send && answer) add({ ...send, ...describeAnswer(answer, endpoint) });
        else skipped += 1;
      } catch {
        skipped += 1;
      }
    };
  }

  function add(send: SendOnTheWire): void {
    if (!outbox.add(send)) {
      lost += 1;
      tell('FULL');
    }
    if (outbox.size === BATCH && pause === FIRST_PAUSE) now();
    else soon(GATHER);
  }

  return {
    get counts() {
      return counts();
    },
    begin,
    record(push) {
      begin(() => push)(() => push);
    },
    async flush({ timeout = 5_000 } = {}) {
      if (outbox.size)
        await new Promise<void>((resolve) => {
          const done = (): void => {
            waiters.delete(done);
            clearTimeout(deadline);
            resolve();
          };
          const deadline = setTimeout(done, timeout);
          waiters.add(done);
          now();
        });
      return counts();
    },
  };
}

function warn({ code, message, cause }: Trouble): void {
  process.emitWarning(cause === undefined ? message : `${message} (${cause})`, {
    type: 'OffstageLedgerWarning',
    code: `OFFSTAGE_${code}`,
  });
}
