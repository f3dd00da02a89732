import * as v from 'valibot';
import { GONE_REASONS, SENDING_RULES } from '../store/ledger/findings/rules.ts';
import { membersMeant, type PushFilter } from '../store/ledger/push-filter.ts';
import type { SplitBy } from '../store/ledger/push-funnel.ts';
import type { PushPlace } from '../store/ledger/push-queries.ts';
import { STATES } from '../store/ledger/states.ts';
import { count, list, milliseconds, one } from './query-parts.ts';

/** What the questions to the ledger come to. */
export interface PushQueries {
  readonly pushFilter: PushFilter;
  readonly pushes: PushFilter & { readonly limit: number; readonly cursor?: PushPlace };
  readonly funnel: PushFilter & { readonly by?: SplitBy };
}

const statuses = v.pipe(
  v.array(
    v.pipe(v.string(), v.regex(/^\d{1,3}$/, 'must be an HTTP status'), v.transform(Number), v.number()),
  ),
  v.maxLength(100),
);

/** Labels that are looked for at once: with many colons, one that is given may be many. SQLite takes 1,000 alternatives. */
const MOST_MEANT = 200;

const filter = {
  state: v.exactOptional(v.pipe(v.array(v.picklist(STATES)), v.maxLength(100))),
  campaign: v.exactOptional(list),
  label: v.exactOptional(
    v.pipe(
      v.array(v.pipe(v.string(), v.maxLength(300), v.regex(/:/, 'must be name:value'))),
      v.maxLength(100),
      v.check((labels) => labels.flatMap(membersMeant).length <= MOST_MEANT, 'may mean too many labels'),
    ),
  ),
  service: v.exactOptional(list),
  browser: v.exactOptional(list),
  app: v.exactOptional(list),
  status: v.exactOptional(statuses),
  gone: v.exactOptional(v.pipe(v.array(v.picklist(GONE_REASONS)), v.maxLength(100))),
  finding: v.exactOptional(v.pipe(v.array(v.picklist(SENDING_RULES)), v.maxLength(100))),
  device: v.exactOptional(list),
  reporting: v.exactOptional(v.pipe(one, v.picklist(['yes', 'no']))),
  from: v.exactOptional(milliseconds),
  to: v.exactOptional(milliseconds),
};

/** `TIME-ID`, of the last push of a page. */
const place = v.exactOptional(
  v.pipe(
    one,
    v.regex(/^\d{1,15}(\.\d{1,20})?-\d{1,15}$/, 'must be a cursor that the API gave'),
    v.transform((text): PushPlace => {
      const [time, id] = text.split('-');
      return { time: Number(time), id: Number(id) };
    }),
  ),
);

const by = v.exactOptional(
  v.pipe(
    one,
    v.regex(
      /^(campaign|service|browser|app|status|gone|hour|day|label:.{1,64})$/su,
      'is nothing to split by',
    ),
    v.transform((text) => text as SplitBy),
  ),
);

const UNKNOWN = 'is none that is known here';

export const PUSH_SCHEMAS: {
  readonly [Name in keyof PushQueries]: v.GenericSchema<unknown, PushQueries[Name]> & {
    readonly entries: Readonly<Record<string, v.GenericSchema>>;
  };
} = {
  pushFilter: v.strictObject(filter, UNKNOWN),
  pushes: v.strictObject({ ...filter, limit: count(1_000, 100), cursor: place }, UNKNOWN),
  funnel: v.strictObject({ ...filter, by }, UNKNOWN),
};

/** Only the filter of a query that has more. */
export function pushFilterOf(query: PushFilter): PushFilter {
  const members = Object.keys(filter) as (keyof PushFilter)[];
  const asked = members.filter((member) => query[member] !== undefined);
  return Object.fromEntries(asked.map((member) => [member, query[member]]));
}

export function cursorOf({ time, id }: PushPlace): string {
  return `${time}-${id}`;
}
