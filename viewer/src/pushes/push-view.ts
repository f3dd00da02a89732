import type { PushQuestion } from '../sources/push-api.ts';

/** Filters of the API, in the order in which they are shown. */
export const FILTERS = [
  'campaign',
  'label',
  'service',
  'browser',
  'app',
  'status',
  'gone',
  'finding',
  'device',
  'state',
  'reporting',
] as const;

export type FilterName = (typeof FILTERS)[number];

/** Times that end now, and how long they are in milliseconds. */
export const TIMES: Readonly<Record<string, number>> = {
  '1h': 3_600_000,
  '24h': 86_400_000,
  '7d': 7 * 86_400_000,
  '30d': 30 * 86_400_000,
  all: Number.POSITIVE_INFINITY,
};
const USUAL = '7d';

/** What the counts are split by, beyond the sender's labels. */
export const SPLITS = ['campaign', 'day', 'hour', 'service', 'browser', 'app', 'status', 'gone'] as const;

/** What the address says of this panel: a copied link shows the same. */
export interface PushView {
  readonly filter: Readonly<Partial<Record<FilterName, readonly string[]>>>;
  /** One of `TIMES`; undefined where `range` says it. */
  readonly last: string | undefined;
  /** Epoch milliseconds, from inclusive, to exclusive. */
  readonly range: readonly [from: number, to: number] | undefined;
  /** One of `SPLITS`, or `label:NAME`. */
  readonly split: string;
  readonly shown: 'split' | 'list' | 'findings';
  /** Id of the push whose story is open. */
  readonly push: string | undefined;
}

/** Reads the search part of an address. What is unknown is as good as absent. */
export function readPushView(search: string): PushView {
  const from = new URLSearchParams(search);
  const filter = Object.fromEntries(
    FILTERS.map((name) => [name, from.getAll(name)] as const).filter(([, values]) => values.length > 0),
  );
  const range = [Number(from.get('from') ?? Number.NaN), Number(from.get('to') ?? Number.NaN)] as const;
  const timed = range.every((time) => Number.isSafeInteger(time) && time >= 0) && range[0] < range[1];
  const last = from.get('last') ?? USUAL;
  const split = from.get('split') ?? '';
  const shown = from.get('show');
  return {
    filter,
    range: timed ? range : undefined,
    last: timed ? undefined : Object.hasOwn(TIMES, last) ? last : USUAL,
    split:
      /^label:.{1,64}$/su.test(split) || SPLITS.some((one) => one === split) ? split : (SPLITS[0] as string),
    shown: shown === 'list' || shown === 'findings' ? shown : 'split',
    push: from.get('push') ?? undefined,
  };
}

/** The search part of the address; what is usual is left out. */
export function writePushView({ filter, last, range, split, shown, push }: PushView): string {
  const search = new URLSearchParams();
  for (const name of FILTERS) for (const value of filter[name] ?? []) search.append(name, value);
  if (range !== undefined) {
    search.set('from', String(range[0]));
    search.set('to', String(range[1]));
  } else if (last !== undefined && last !== USUAL) search.set('last', last);
  if (split !== SPLITS[0]) search.set('split', split);
  if (shown !== 'split') search.set('show', shown);
  if (push !== undefined) search.set('push', push);
  return search.toString();
}

const MINUTE = 60_000;
const HOUR = 3_600_000;

/**
 * What the server is asked.
 *
 * @param now epoch milliseconds. Longer times begin with a whole hour: those the server has counted already
 */
export function questionOf({ filter, last, range }: PushView, now: number): PushQuestion {
  const length = last === undefined ? undefined : TIMES[last];
  const whole = length === HOUR ? MINUTE : HOUR;
  const from =
    range?.[0] ??
    (length === undefined || length === Number.POSITIVE_INFINITY
      ? undefined
      : Math.max(0, Math.floor((now - length) / whole) * whole));
  return {
    ...filter,
    ...(from !== undefined && { from: [String(from)] }),
    ...(range && { to: [String(range[1])] }),
  };
}

/** Names what is asked: the same for as long as nobody asks for anything else, while a time that ends now goes on. */
export const nameOfQuestion = ({ filter, last, range }: PushView): string =>
  JSON.stringify([filter, last, range]);

/** The same without what a number of the funnel chooses: the funnel itself stays whole. */
export function funnelQuestion({ state: _, reporting: __, ...question }: PushQuestion): PushQuestion {
  return question;
}
