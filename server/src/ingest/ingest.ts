import { OffstageError } from '../errors.ts';
import { ownText } from '../store/own-text.ts';
import type { NewReport, Store } from '../store/store.ts';
import { type Optional, withDefaults } from '../with-defaults.ts';
import { boundedText } from './bounded-text.ts';
import { DEFAULT_INGEST_LIMITS, type IngestLimits } from './limits.ts';
import { isLocal, mayBeProxy, networkOf } from './network-of.ts';
import { createOrdinals } from './ordinals.ts';
import {
  type ParsedReports,
  parseInSteps,
  parseReports,
  type RejectionReason,
  type SentReport,
} from './parse-reports.ts';
import { DEFAULT_CLIENT_RATE, type IngestPolicy } from './policy.ts';
import { createRateLimit } from './rate-limit.ts';
import { createRejectionSamples, type RefusalReason, type RejectionSample } from './rejection-samples.ts';
import { type Arrival, ENDPOINT_LENGTH, reportFrom } from './report-from.ts';
import { createRoom, type Room } from './room.ts';
import { type DropReason, selectReport } from './select-report.ts';
import { createTurn } from './turn.ts';

/** What to answer to a post of reports. */
export interface IngestAnswer {
  readonly status: 204 | 400 | 413 | 415 | 503;
  /** For a person who looks; browsers ignore it. */
  readonly message?: string;
}

/** Counts since the start of this process. */
export interface IngestCounts {
  requests: number;
  received: number;
  stored: number;
  duplicates: number;
  /** Reports, and posts that nobody has read, that got a 503: the browser sends them again. */
  unstored: number;
  readonly rejected: Partial<Record<RejectionReason | RefusalReason, number>>;
  readonly dropped: Partial<Record<DropReason, number>>;
}

export interface Ingest {
  /** Takes a request body; resolves when what it holds is durable. Never rejects. */
  receive(text: string, arrival: Arrival, contentType: string): Promise<IngestAnswer>;
  readonly limits: IngestLimits;
  readonly policy: IngestPolicy;
  readonly counts: IngestCounts;
  /** The latest rejections of each reason, newest last. */
  readonly samples: readonly RejectionSample[];
  /** Counts a request that is refused before anything looks at what is in it. */
  refuse(reason: RefusalReason, endpoint: string, size: number): void;
  /** Counts what is refused elsewhere than at the route of reports: `count` members of a request, or all of it. Without a sample. */
  reject(reason: RejectionReason | RefusalReason, count: number, endpoint: string, size: number): void;
  /** Whoever holds some of a body in memory counts it here. */
  readonly room: Room;
}

export interface IngestOptions {
  readonly limits?: Optional<IngestLimits> | undefined;
  readonly policy?: IngestPolicy | undefined;
  /** Told once when storing begins to fail, and once when it works again. */
  readonly onStoreState?:
    | ((state: { readonly ok: boolean; readonly code?: string; readonly message?: string }) => void)
    | undefined;
  /** Told once, at the first request that came through a proxy of which nothing was said. */
  readonly onUndeclaredProxy?: (() => void) | undefined;
}

/** Who sent a body, and what of its allowance that has cost so far. */
interface Payer {
  /** Whose allowance it is; `undefined` for those who have no limit. */
  readonly network: string | undefined;
  readonly paid: number;
}

const TAKEN: IngestAnswer = { status: 204 };
const BUSY: IngestAnswer = { status: 503, message: 'STORE_BUSY' };
/** A body of so many characters is worked on at once. */
const SMALL = 16_384;
/** A request counts as many reports as are in it, good or bad, and at least one per so many bytes. */
const BYTES_PER_REPORT = 2_048;
/** Milliseconds for which a body is worked on before others get their turn. */
const TURN = 2;
/** Milliseconds that a client over its rate waits for the answer that what it sent is dropped. */
const DROPPED_WAIT = 100;
/** `shared`: the room in memory, where several ingests are one server's. */
export function createIngest(store: Store, options: IngestOptions = {}, shared?: Room): Ingest {
  const limits = withDefaults(DEFAULT_INGEST_LIMITS, options.limits);
  const room = shared ?? createRoom(limits);
  const policy = options.policy ?? {};
  const clientLimit = createRateLimit(policy.clientRate ?? DEFAULT_CLIENT_RATE);
  const originLimit = policy.originRate && createRateLimit(policy.originRate);
  const quota = policy.quota && createRateLimit(policy.quota);
  const counts: IngestCounts = {
    requests: 0,
    received: 0,
    stored: 0,
    duplicates: 0,
    unstored: 0,
    rejected: {},
    dropped: {},
  };
  const samples = createRejectionSamples();
  let storeOk = true;
  let proxySeen = false;

  function drop(reason: DropReason, count = 1): void {
    counts.dropped[reason] = (counts.dropped[reason] ?? 0) + count;
  }

  /** Counts what came, and takes the rest of its price. Gives what is to be stored, or the answer to what is no report. */
  function judge(
    { reports, rejections }: ParsedReports,
    arrival: Arrival,
    { network, paid }: Payer,
    contentType: string,
    size: number,
  ): readonly SentReport[] | IngestAnswer {
    let rejected = 0;
    for (const { reason, count, sample } of rejections) {
      rejected += count;
      counts.rejected[reason] = (counts.rejected[reason] ?? 0) + count;
      const { received: time, endpoint } = arrival;
      samples.add({ reason, count, sample, time, size, endpoint: shown(endpoint) });
    }
    counts.received += reports.length + rejected;
    let allowed = reports.length;
    if (network !== undefined) {
      clientLimit.charge(network, Math.max(0, rejected - paid), arrival.received);
      const prepaid = Math.max(0, paid - rejected);
      const due = Math.max(0, allowed - prepaid);
      allowed -= due - clientLimit.take(network, due, arrival.received);
    }
    const [first] = rejections;
    if (reports.length === 0 && first !== undefined) return refusal(first.reason, contentType);
    if (allowed === reports.length) return reports;
    drop('client-rate', reports.length - allowed);
    return reports.slice(0, allowed);
  }

  function prepare(report: SentReport, arrival: Arrival): NewReport | undefined {
    const selected = selectReport(report, policy, originLimit, arrival.received, limits.depth);
    // After what is not wanted anyway, which must not use it up.
    const isOver = typeof selected !== 'string' && quota?.take('', 1, arrival.received) === 0;
    if (typeof selected !== 'string' && !isOver) return reportFrom(selected, arrival, policy.sample);
    drop(typeof selected === 'string' ? selected : 'quota');
    return undefined;
  }

  function keep(prepared: readonly NewReport[], client: string): Promise<IngestAnswer> {
    if (prepared.length === 0) return Promise.resolve(TAKEN);
    return store.add(prepared, client).then(
      ({ stored, duplicates }) => {
        counts.stored += stored;
        counts.duplicates += duplicates;
        if (!storeOk) options.onStoreState?.({ ok: true });
        storeOk = true;
        return TAKEN;
      },
      (error: unknown) => {
        counts.unstored += prepared.length;
        const code = error instanceof OffstageError ? error.code : 'STORE_FAILED';
        if (storeOk) options.onStoreState?.({ ok: false, code, message: String(error) });
        storeOk = false;
        return { status: 503, message: code } as const;
      },
    );
  }

  /** A little at a time: others get their turn in between. */
  async function workInTurns(
    text: string,
    arrival: Arrival,
    payer: Payer,
    contentType: string,
  ): Promise<IngestAnswer> {
    const turn = createTurn(TURN);
    await turn.passed();
    const steps = parseInSteps(text, limits);
    let step = steps.next();
    for (; !step.done; step = steps.next()) await turn.passed();
    const wanted = judge(step.value, arrival, payer, contentType, text.length);
    if ('status' in wanted) return wanted;
    const prepared: NewReport[] = [];
    for (const report of wanted) {
      const made = prepare(report, arrival);
      if (made !== undefined) prepared.push(made);
      await turn.passed();
    }
    return keep(prepared, arrival.client);
  }

  function work(text: string, arrival: Arrival, payer: Payer, contentType: string): Promise<IngestAnswer> {
    if (text.length > SMALL) {
      return workInTurns(text, { ...arrival, ordinals: createOrdinals() }, payer, contentType);
    }
    const wanted = judge(parseReports(text, limits), arrival, payer, contentType, text.length);
    if ('status' in wanted) return Promise.resolve(wanted);
    const of = wanted.length > 1 ? { ...arrival, ordinals: createOrdinals() } : arrival;
    const prepared = wanted.map((report) => prepare(report, of)).filter((made) => made !== undefined);
    return keep(prepared, arrival.client);
  }

  return {
    limits,
    policy,
    counts,
    get samples() {
      return samples.all();
    },
    room,
    reject(reason, count, endpoint, size) {
      counts.rejected[reason] = (counts.rejected[reason] ?? 0) + count;
      samples.add({ reason, count, sample: '', time: Date.now(), size, endpoint: shown(endpoint) });
    },
    refuse(reason, endpoint, size) {
      counts.requests++;
      counts.rejected[reason] = (counts.rejected[reason] ?? 0) + 1;
      samples.add({ reason, count: 1, sample: '', time: Date.now(), size, endpoint: shown(endpoint) });
    },
    receive(text, arrival, contentType) {
      counts.requests++;
      const { client, received, via } = arrival;
      if (via !== undefined && !proxySeen && isLocal(client)) {
        proxySeen = true;
        options.onUndeclaredProxy?.();
      }
      const network = mayBeProxy(client) ? undefined : networkOf(client);
      if (network !== undefined && !clientLimit.has(network, received)) {
        drop('client-rate');
        return new Promise((resolve) => setTimeout(resolve, DROPPED_WAIT, TAKEN));
      }
      const holder = network ?? '';
      if (!room.workedOn.take(holder, text.length)) {
        counts.unstored++;
        return Promise.resolve(BUSY);
      }
      const paid = Math.ceil(text.length / BYTES_PER_REPORT);
      if (network !== undefined) clientLimit.charge(network, paid, received);
      const sender = network ?? client;
      const begin = () => work(text, arrival, { network, paid }, contentType);
      const turn = room.shares.enter(sender, received);
      return (turn === undefined ? begin() : turn.then(begin)).then((answer) => {
        room.shares.leave(sender, Date.now());
        room.workedOn.give(holder, text.length);
        return answer;
      });
    },
  };
}

/** An endpoint's name as it was asked for, of its own: what it is a part of must not stay in memory with it. */
function shown(endpoint: string): string {
  return ownText(boundedText(endpoint, ENDPOINT_LENGTH));
}

function refusal(reason: RejectionReason, contentType: string): IngestAnswer {
  const message = `No report in it: ${reason}`;
  if (reason === 'too-long') return { status: 413, message };
  const mayBeJson =
    contentType === '' || /json|csp-report|text\/plain|urlencoded|octet-stream/.test(contentType);
  return { status: reason === 'not-json' && !mayBeJson ? 415 : 400, message };
}
