import type { Entry, NewEntry, ReadOptions, Service } from '../log/index.ts';
import { backOff } from './back-off.ts';
import type { Cursor, Place } from './cursor.ts';
import {
  acquitted,
  type Doubt,
  type Doubts,
  gapsAfter,
  isDue,
  isLastTry,
  MOST_DOUBTS,
  nextTry,
  struck,
} from './doubts.ts';
import { envelope } from './envelope.ts';
import { hash } from './hidden.ts';
import { isRecreated } from './is-recreated.ts';
import { gapSince } from './losses.ts';
import { type Answer, type PostOptions, post } from './post.ts';
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
  /** The app's own version, which travels with each entry. */
  readonly app?: string | undefined;
  /** Give this installation a random id, which travels with each entry (default: nobody can tell two devices apart). */
  readonly install?: boolean | undefined;
  /**
   * The fraction of worker starts and page visits whose entries are sent, all or none of each, e.g. `0.1`. Each says how
   * many it stands for.
   */
  readonly sample?: number | undefined;
  /** Take the browser's Global Privacy Control for a no. */
  readonly globalPrivacyControl?: boolean | undefined;
}

/** What became of the entries so far, counted since the page was loaded. */
export interface UploadCounts {
  readonly sent: number;
  /** Kept back by `redact`, or refused by the server by itself. */
  readonly kept: number;
  /** Posts that failed, or were refused one after the other, and were or will be repeated. */
  readonly failed: number;
}

/** Who sends: for what is told of the log itself. */
export type Origin = Pick<NewEntry, 'context' | 'origin' | 'scope' | 'scriptURL'>;

export interface SenderParts {
  /** The address is complete here. */
  readonly options: SendOptions;
  /** The random id of this installation, where there is to be one. */
  readonly install?: string | undefined;
  readonly from: Origin;
  /** Counted on, where there has been another sender before. */
  readonly counts?: { -readonly [K in keyof UploadCounts]: UploadCounts[K] } | undefined;
  readonly cursor: Cursor;
  readonly userAgent: string;
  readonly fetch?: PostOptions['fetch'];
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
  send(goesOn: () => boolean | Promise<boolean>): Promise<Rest>;
  /** Posts these, in this turn, and moves no cursor for it: if they do not arrive, the next round repeats them. */
  sendAtOnce(entries: readonly Entry[]): void;
}

/** Entries per post. */
const BATCH = 100;
/** So many entries refused in a row, each by itself, are the server's fault; one more with every round that ends so. */
const IN_A_ROW = 3;
const MOST_IN_A_ROW = 48;
/** Gaps that wait to be told. */
const MOST_GAPS = 20;
const DAY = 86_400_000;

/**
 * Sends the log's entries to a server, each at least once: the cursor moves on only after the server has said that it
 * stored them. A server that refuses a batch gets smaller ones, down to the entry that it does not like. Where it takes a
 * later one, that entry is in doubt, and the others go on: it may have been the server that was to blame, for a moment. It
 * is sent again at separate times, and given up when the server has refused it at each of them while it took what came
 * before and after. What the log lost before it could be sent is told as an entry of its own, and tried as long. Needs no
 * `Window`: a worker can send as well.
 *
 * In one file: what a post says of the cursor, of what is in doubt and of the server is one decision.
 */
export function createSender({
  options,
  install,
  from,
  counts = { sent: 0, kept: 0, failed: 0 },
  cursor,
  userAgent,
  fetch,
  read,
  now,
}: SenderParts): Sender {
  const { services, redact = (stripped) => stripped, url, token, app, sample = 1 } = options;
  const pause = backOff();
  let size = BATCH;
  let patience = IN_A_ROW;
  /** As the cursor has it, for who cannot wait for that. */
  let known: Place = { seq: 0, at: 0 };
  /** The doubted one that was refused by the last post, after one that was taken. */
  let tried: number | undefined;

  /** A start of a worker, or a visit, is sent as a whole. */
  const isSampled = ({ boot }: Entry): boolean =>
    sample >= 1 || Number.parseInt(hash(boot), 16) < sample * 2 ** 53;
  const wanted = (entry: Entry): boolean =>
    (services ? services.includes(entry.service) : entry.service !== 'reporting') && isSampled(entry);

  function outgoing(entry: Entry): Entry | undefined {
    try {
      return redact(strip(entry, options), entry);
    } catch {
      return undefined;
    }
  }

  const ofThose = (entries: readonly Entry[]): readonly Entry[] =>
    entries.map(outgoing).filter((entry) => entry !== undefined);

  function postAll(entries: readonly Entry[], gaps: readonly Entry[] = []): Promise<Answer> {
    const at = now();
    const inEnvelope = (entry: Entry, weight?: number) =>
      envelope(entry, at, userAgent, {
        ...(app && { app }),
        ...(install && { install }),
        ...(weight && { weight }),
      });
    const weight = sample < 1 ? 1 / sample : undefined;
    return post(
      JSON.stringify([
        ...gaps.map((gap) => inEnvelope(gap)),
        ...entries.map((entry) => inEnvelope(entry, weight)),
      ]),
      { url, token, now, fetch },
    );
  }

  async function moveTo(place: Place): Promise<void> {
    known = place;
    await cursor.write(place);
  }

  /** The server is to be left alone: as long as it asked for, and as long as it seems to need. */
  async function rest(wait: number): Promise<Rest> {
    counts.failed += 1;
    tried = undefined;
    const until = now() + Math.max(wait, pause.next());
    if (wait) await moveTo({ ...known, until });
    return { state: 'wait', until, asked: wait > 0 };
  }

  async function startsOver({ seq, at }: Place): Promise<boolean> {
    const [newest] = await read({ limit: 1 });
    return newest !== undefined && isRecreated(newest, { seq, at });
  }

  /** Puts what is missing in front of a batch, or since the last round, among what is to be told. */
  async function tellLosses(batch: readonly Entry[]): Promise<void> {
    const losses = await cursor.losses(now());
    if (!losses) return;
    const { at, losses: before, gaps = [] } = known;
    const base = Math.max(known.seq, known.counted ?? 0);
    const last = batch.at(-1)?.seq ?? base;
    // What was lost before anything was ever sent is nobody's business.
    const removed = at && Math.max(0, last - base - batch.filter(({ seq }) => seq > base).length);
    const time = batch[0]?.time ?? now();
    const detail = before && gapSince(at, before, losses, removed, time);
    if (before && !detail) return;
    const gap: NewEntry | undefined = detail && {
      ...from,
      id: `gap-${Math.trunc(Math.random() * 1e9)}`,
      time,
      service: 'serviceWorker',
      event: 'Entries lost before upload',
      instanceId: '',
      metadata: {},
      detail,
      own: true,
      boot: '',
      storageKey: from.origin,
      trusted: true,
    };
    await moveTo({
      ...known,
      losses,
      counted: last,
      ...(gap && { gaps: [...gaps, gap].slice(-MOST_GAPS) }),
    });
  }

  /** It is ours: nothing in it is the app's but addresses. */
  const stripGap = (gap: NewEntry): Entry => ({
    ...strip({ ...gap, seq: 0 }, options),
    id: gap.id,
    detail: gap.detail,
  });

  /** The cursor has it with its next move. */
  const note = (doubts: Doubts): void => {
    known = { ...known, ...doubts };
  };

  /** Puts another in the place of a doubt, or none. */
  const noteOne = (of: number, next?: Doubt | null): void =>
    note({ doubts: known.doubts?.flatMap((doubt) => (doubt.seq === of ? (next ?? []) : doubt)) });

  /** A post was taken: then what was refused just before has a strike. */
  function strike(): void {
    const doubt = known.doubts?.find(({ seq }) => seq === tried);
    tried = undefined;
    if (!doubt) return;
    const next = struck(doubt);
    if (!next) counts.kept += 1;
    noteOne(doubt.seq, next);
  }

  function acquit(): void {
    tried = undefined;
    note(acquitted(known));
  }

  /** Sends a doubted entry once more; `well`: right after a post that was taken. */
  async function tryAgain(
    { seq, strikes }: Doubt,
    well: boolean,
    goesOn: () => boolean | Promise<boolean>,
  ): Promise<Answer> {
    const [entry] = await read({ after: seq - 1, limit: 1 });
    const going = entry?.seq === seq && wanted(entry) ? ofThose([entry]) : [];
    let answer: Answer = { posted: 'stored', wait: 0 };
    if (going.length) {
      do answer = await postAll(going);
      while (answer.posted === 'refused' && !answer.wait && !isLastTry() && (await goesOn()));
    }
    if (answer.posted === 'refused') {
      counts.failed += 1;
      noteOne(seq, { seq, strikes, due: nextTry(now(), strikes) });
      tried = well ? seq : undefined;
    }
    if (answer.posted === 'stored') {
      // Removed from the log meanwhile, it is nobody's any more.
      noteOne(seq);
      if (going.length) acquit();
      counts.sent += going.length;
    }
    await moveTo(known);
    return answer;
  }

  async function send(goesOn: () => boolean | Promise<boolean>): Promise<Rest> {
    known = await cursor.read();
    // Asked for longer than a day, it was another clock.
    const { until = 0 } = known;
    if (until > now() && until < now() + DAY) return { state: 'wait', until, asked: true };
    /** Entries that were refused by themselves, and none was taken since. */
    let refused: readonly number[] = [];
    /** The last post of this round was taken. Undefined: there was none. */
    let well: boolean | undefined;
    /** The gaps were refused in this round. */
    let withoutGaps = false;
    let { seq } = known;
    while (await goesOn()) {
      const batch = await read({ after: seq, limit: size });
      const last = batch.at(-1);
      const doubt =
        !refused.length &&
        (well || (!last && well === undefined)) &&
        known.doubts?.find((each) => isDue(each, now()));
      if (doubt) {
        const { posted, wait } = await tryAgain(doubt, well === true, goesOn);
        if (posted === 'gone') return { state: 'gone' };
        if (posted === 'failed' || wait) return rest(wait);
        well = posted === 'stored';
        continue;
      }
      if (!refused.length) await tellLosses(batch);
      const { gapDoubt, gaps: all = [] } = known;
      const gaps =
        withoutGaps || (gapDoubt && !isDue(gapDoubt, now())) ? [] : all.slice(0, gapDoubt ? 1 : all.length);
      if (!last && !gaps.length) {
        // The last one is refused: nobody knows yet whose fault that is.
        if (refused.length) return rest(0);
        if (!(await startsOver(known))) return { state: 'done' };
        seq = 0;
        await moveTo({ seq, at: now() });
        continue;
      }
      const mine = batch.filter(wanted);
      const going = ofThose(mine);
      const { posted, wait } =
        going.length || gaps.length
          ? await postAll(going, gaps.map(stripGap))
          : ({ posted: 'kept', wait: 0 } as const);
      if (posted === 'gone') return { state: 'gone' };
      if (posted === 'failed') return rest(wait);
      if (posted === 'refused') {
        well = false;
        if (gaps.length) {
          tried = undefined;
          // By chance, as with entries.
          withoutGaps = isLastTry();
        } else {
          acquit();
          size = Math.ceil(batch.length / 2);
        }
        if (wait) return rest(wait);
        if (gaps.length || batch.length > 1) continue;
        seq = last?.seq ?? seq;
        refused = [...refused, seq];
        if (refused.length < patience) continue;
        patience = Math.min(patience + 1, MOST_IN_A_ROW);
        return rest(0);
      }
      seq = last?.seq ?? seq;
      // What lies among doubted ones is passed once more.
      if (refused.length && posted !== 'stored') continue;
      counts.kept += mine.length - going.length;
      if (posted === 'stored') {
        strike();
        well = true;
        counts.sent += going.length;
        patience = IN_A_ROW;
        size = Math.min(size * 2, BATCH);
        pause.reset();
      }
      const doubts = [...(known.doubts ?? []), ...refused.map((each) => ({ seq: each, strikes: 0, due: 0 }))];
      counts.kept += Math.max(0, doubts.length - MOST_DOUBTS);
      await moveTo({
        ...known,
        seq,
        at: Math.max(now(), ...batch.map((entry) => entry.time)),
        until: undefined,
        ...gapsAfter(known, gaps.length, withoutGaps && posted === 'stored', now()),
        doubts: doubts.slice(-MOST_DOUBTS),
      });
      refused = [];
      withoutGaps &&= posted !== 'stored';
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
