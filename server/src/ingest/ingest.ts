import { isIP } from 'node:net';
import { OffstageError } from '../errors.ts';
import type { NewReport, Store } from '../store/store.ts';
import { DEFAULT_INGEST_LIMITS, type IngestLimits } from './limits.ts';
import { parseReports, type Rejection, type RejectionReason, type SentReport } from './parse-reports.ts';
import { DEFAULT_CLIENT_RATE, type IngestPolicy } from './policy.ts';
import { createRateLimit } from './rate-limit.ts';
import { type Arrival, reportFrom } from './report-from.ts';
import { type DropReason, selectReport } from './select-report.ts';
import { createTurnstile } from './turnstile.ts';

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
  /** Reports that got a 503: the browser sends them again. */
  unstored: number;
  readonly rejected: Partial<Record<RejectionReason, number>>;
  readonly dropped: Partial<Record<DropReason, number>>;
}

export interface RejectionSample extends Rejection {
  /** Epoch milliseconds. */
  readonly time: number;
  readonly endpoint: string;
}

export interface Ingest {
  /** Takes a request body; resolves when what it holds is durable. Never rejects. */
  receive(text: string, arrival: Arrival, contentType: string): Promise<IngestAnswer>;
  readonly limits: IngestLimits;
  readonly policy: IngestPolicy;
  readonly counts: IngestCounts;
  /** The latest rejections of each reason, newest last. */
  readonly samples: readonly RejectionSample[];
}

export interface IngestOptions {
  readonly limits?: Partial<IngestLimits>;
  readonly policy?: IngestPolicy;
  /** Told once when storing begins to fail, and once when it works again. */
  readonly onStoreState?: (state: {
    readonly ok: boolean;
    readonly code?: string;
    readonly message?: string;
  }) => void;
}

const TAKEN: IngestAnswer = { status: 204 };
/** Rejections of one reason that are kept. */
const SAMPLES = 20;
/** Reports that are worked on before others get their turn. */
const SLICE = 8;

export function createIngest(store: Store, options: IngestOptions = {}): Ingest {
  const limits = { ...DEFAULT_INGEST_LIMITS, ...options.limits };
  const policy = options.policy ?? {};
  const clientLimit = createRateLimit(policy.clientRate ?? DEFAULT_CLIENT_RATE);
  const turnstile = createTurnstile({ perClient: 2, perSecond: 2_000, presence: 1_000, rest: 1 });
  const originLimit = policy.originRate && createRateLimit(policy.originRate);
  const counts: IngestCounts = {
    requests: 0,
    received: 0,
    stored: 0,
    duplicates: 0,
    unstored: 0,
    rejected: {},
    dropped: {},
  };
  const samples: RejectionSample[] = [];
  let storeOk = true;

  function reject(rejection: Rejection, arrival: Arrival): void {
    counts.rejected[rejection.reason] = (counts.rejected[rejection.reason] ?? 0) + 1;
    samples.push({ ...rejection, time: arrival.received, endpoint: arrival.endpoint });
    // Per reason: a flood of one must not push out the others.
    const alike = samples.filter(({ reason }) => reason === rejection.reason);
    if (alike.length > SAMPLES) samples.splice(samples.indexOf(alike[0] as RejectionSample), 1);
  }

  function drop(reason: DropReason, count = 1): void {
    counts.dropped[reason] = (counts.dropped[reason] ?? 0) + count;
  }

  function prepare(sent: readonly SentReport[], arrival: Arrival): NewReport[] {
    const prepared: NewReport[] = [];
    for (const report of sent) {
      const selected = selectReport(report, policy, originLimit, arrival.received, limits.depth);
      if (typeof selected === 'string') drop(selected);
      else prepared.push(reportFrom(selected, arrival, policy.sample));
    }
    return prepared;
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

  async function keepMany(sent: readonly SentReport[], arrival: Arrival): Promise<IngestAnswer> {
    const prepared = prepare(sent.slice(0, SLICE), arrival);
    for (let at = SLICE; at < sent.length; at += SLICE) {
      await new Promise((resolve) => setImmediate(resolve));
      prepared.push(...prepare(sent.slice(at, at + SLICE), arrival));
    }
    return keep(prepared, arrival.client);
  }

  /** Takes what is in the body; resolves when it is durable. */
  function work(
    text: string,
    arrival: Arrival,
    contentType: string,
    limited: boolean,
  ): Promise<IngestAnswer> {
    const { client, received } = arrival;
    const { reports, rejections } = parseReports(text, limits);
    counts.received += reports.length + rejections.length;
    for (const rejection of rejections) reject(rejection, arrival);
    const [first] = rejections;
    if (reports.length === 0 && first !== undefined)
      return Promise.resolve(refusal(first.reason, contentType));
    const allowed = limited ? clientLimit.take(client, reports.length, received) : reports.length;
    if (allowed < reports.length) drop('client-rate', reports.length - allowed);
    const wanted = allowed < reports.length ? reports.slice(0, allowed) : reports;
    return allowed > SLICE ? keepMany(wanted, arrival) : keep(prepare(wanted, arrival), client);
  }

  function workInTurn(
    text: string,
    arrival: Arrival,
    contentType: string,
    limited: boolean,
  ): Promise<IngestAnswer> {
    const started = Date.now();
    return work(text, arrival, contentType, limited).then((answer) => {
      turnstile.leave(arrival.client, Date.now() - started);
      return answer;
    });
  }

  return {
    limits,
    policy,
    counts,
    samples,
    receive(text, arrival, contentType) {
      counts.requests++;
      const { client, received } = arrival;
      const limited = client !== '' && !isLoopback(client);
      if (limited && !clientLimit.has(client, received)) {
        drop('client-rate');
        return Promise.resolve(TAKEN);
      }
      const turn = turnstile.enter(client, received);
      if (turn === undefined) return workInTurn(text, arrival, contentType, limited);
      return turn.then(() => workInTurn(text, arrival, contentType, limited));
    },
  };
}

function refusal(reason: RejectionReason, contentType: string): IngestAnswer {
  const message = `No report in it: ${reason}`;
  if (reason === 'too-long') return { status: 413, message };
  const mayBeJson =
    contentType === '' || /json|csp-report|text\/plain|urlencoded|octet-stream/.test(contentType);
  return { status: reason === 'not-json' && !mayBeJson ? 415 : 400, message };
}

function isLoopback(address: string): boolean {
  return (
    isIP(address) !== 0 &&
    (address.startsWith('127.') || address === '::1' || address.startsWith('::ffff:127.'))
  );
}
