import type { Entry, ReadOptions, Service } from '../log/index.ts';
import { backOff } from './back-off.ts';
import type { Cursor, Place } from './cursor.ts';
import { envelope } from './envelope.ts';
import { isRecreated } from './is-recreated.ts';
import { type Answer, post } from './post.ts';
import { type StripOptions, strip } from './strip.ts';

export interface SendOptions extends StripOptions {
  /** Where to, e.g. `https://reports.example.com/reports/background`. A relative one counts from the page. */
  readonly url: string;
  /** Sent as `Authorization: Bearer …`. It is readable by everyone who can read the page. */
  readonly token?: string | undefined;
  /** Which services travel (default: all but `reporting`, whose reports the browser posts by itself). */
  readonly services?: readonly Service[] | undefined;
  /**
   * The app's last word. Gets the entry without its contents, and as it stands in the log; what it returns is sent,
   * undefined keeps it here. When it throws, the entry stays here.
   */
  readonly redact?: ((stripped: Entry, entry: Entry) => Entry | undefined) | undefined;
}

/** What became of the entries so far, counted since the page was loaded. */
export interface UploadCounts {
  readonly sent: number;
  /** Kept back by `redact`, or refused by the server by itself. */
  readonly kept: number;
  /** Posts that failed, or were refused one after the other, and were or will be repeated. */
  readonly failed: number;
}

export interface SenderParts {
  /** The address is complete here. */
  readonly options: SendOptions;
  readonly cursor: Cursor;
  readonly userAgent: string;
  read(options: ReadOptions): Promise<readonly Entry[]>;
  /** Epoch milliseconds. */
  now(): number;
}

/** How a round of sending ended: nothing is left, or the server is to be left alone until then, or for good. */
export type Rest =
  | { readonly state: 'done' | 'gone' }
  | { readonly state: 'wait'; readonly until: number; readonly asked: boolean };

export interface Sender {
  readonly counts: UploadCounts;
  /** Sends what the log holds and has not been sent, until nothing is left or the server is to be left alone. */
  send(goesOn: () => boolean): Promise<Rest>;
  /** Posts these, in this turn, and moves no cursor for it: if they do not arrive, the next round repeats them. */
  sendAtOnce(entries: readonly Entry[]): void;
}

/** Entries per post. */
const BATCH = 100;
/** So many entries refused in a row, each by itself, are the server's fault; one more with every round that ends so. */
const IN_A_ROW = 3;
const MOST_IN_A_ROW = 48;

/**
 * Sends the log's entries to a server, each at least once: the cursor moves on only after the server has said that it
 * stored them. A server that refuses a batch gets smaller ones, down to the entry that it does not like; that one is given
 * up when the server has taken another one after it. Needs no `Window`: a worker can send as well.
 */
export function createSender({ options, cursor, userAgent, read, now }: SenderParts): Sender {
  const { services, redact = (stripped) => stripped, url, token } = options;
  const counts = { sent: 0, kept: 0, failed: 0 };
  const pause = backOff();
  let size = BATCH;
  let patience = IN_A_ROW;
  /** As the cursor has it, for who cannot wait for that. */
  let known: Place = { seq: 0, at: 0 };

  const wanted = (entry: Entry): boolean =>
    services ? services.includes(entry.service) : entry.service !== 'reporting';

  function outgoing(entry: Entry): Entry | undefined {
    try {
      return redact(strip(entry, options), entry);
    } catch {
      return undefined;
    }
  }

  const ofThose = (entries: readonly Entry[]): readonly Entry[] =>
    entries.map(outgoing).filter((entry) => entry !== undefined);

  function postAll(entries: readonly Entry[]): Promise<Answer> {
    const at = now();
    return post(JSON.stringify(entries.map((entry) => envelope(entry, at, userAgent))), { url, token, now });
  }

  async function moveTo(place: Place): Promise<void> {
    known = place;
    await cursor.write(place);
  }

  /** The server is to be left alone: as long as it asked for, and as long as it seems to need. */
  async function rest(wait: number): Promise<Rest> {
    counts.failed += 1;
    const until = now() + Math.max(wait, pause.next());
    if (wait) await moveTo({ ...known, until });
    return { state: 'wait', until, asked: wait > 0 };
  }

  async function startsOver({ seq, at }: Place): Promise<boolean> {
    const [newest] = await read({ limit: 1 });
    return newest !== undefined && isRecreated(newest, { seq, at });
  }

  async function send(goesOn: () => boolean): Promise<Rest> {
    known = await cursor.read();
    // Asked for longer than a day, it was another clock.
    const { until = 0 } = known;
    if (until > now() && until < now() + 86_400_000) return { state: 'wait', until, asked: true };
    /** Entries that were refused by themselves, and none was taken since. */
    let doubted = 0;
    let { seq } = known;
    while (goesOn()) {
      const batch = await read({ after: seq, limit: size });
      const last = batch.at(-1);
      if (!last) {
        // The last one is refused: nobody knows yet whose fault that is.
        if (doubted) return rest(0);
        if (!(await startsOver(known))) return { state: 'done' };
        seq = 0;
        await moveTo({ seq, at: now() });
        continue;
      }
      const mine = batch.filter(wanted);
      const going = ofThose(mine);
      const { posted, wait } = going.length ? await postAll(going) : ({ posted: 'kept', wait: 0 } as const);
      if (posted === 'gone') return { state: 'gone' };
      if (posted === 'failed') return rest(wait);
      if (posted === 'refused' && (wait || batch.length > 1)) {
        size = Math.ceil(batch.length / 2);
        if (wait) return rest(wait);
        continue;
      }
      seq = last.seq;
      if (posted === 'refused') {
        doubted += 1;
        if (doubted < patience) continue;
        patience = Math.min(patience + 1, MOST_IN_A_ROW);
        return rest(0);
      }
      counts.kept += mine.length - going.length;
      if (posted === 'stored') {
        counts.sent += going.length;
        counts.kept += doubted;
        doubted = 0;
        patience = IN_A_ROW;
        size = Math.min(size * 2, BATCH);
        pause.reset();
      }
      if (!doubted) await moveTo({ seq, at: Math.max(now(), ...batch.map((entry) => entry.time)) });
    }
    return { state: 'done' };
  }

  return {
    counts,
    send,
    sendAtOnce(entries) {
      if ((known.until ?? 0) > now()) return;
      const going = ofThose(entries.filter((entry) => entry.seq > known.seq && wanted(entry)));
      if (going.length) void postAll(going);
    },
  };
}
