import { conditionOf, type SendingRule } from './findings/rules.ts';
import type { GoneReason } from './reasons/why-gone.ts';
import { MESSAGE_UNIT } from './send.ts';
import { codeOf, type PushState } from './states.ts';

/** What can be asked for. Every member narrows; lists are alternatives. */
export interface PushFilter {
  readonly state?: readonly PushState[];
  readonly campaign?: readonly string[];
  /** `name:value`. */
  readonly label?: readonly string[];
  readonly service?: readonly string[];
  readonly browser?: readonly string[];
  /** Versions of the app whose worker got it. */
  readonly app?: readonly string[];
  /** Of refusals. */
  readonly status?: readonly number[];
  readonly device?: readonly string[];
  /** Of subscriptions that are gone. */
  readonly gone?: readonly GoneReason[];
  /** What senders are warned of. */
  readonly finding?: readonly SendingRule[];
  /** Whether the device has ever told anything. */
  readonly reporting?: 'yes' | 'no';
  /** Epoch milliseconds of `time`, from inclusive, to exclusive. */
  readonly from?: number;
  readonly to?: number;
}

/** SQL with `?` for each value; empty where nothing is asked. */
export interface PushCondition {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

const KIND_COLUMNS = ['campaign', 'service', 'browser', 'app', 'status', 'gone'] as const;

/** The part of a filter that is about `push_kinds k`. */
export function kindsAsked(filter: PushFilter, engine: 'sqlite' | 'postgres'): PushCondition {
  const parts: PushCondition[] = KIND_COLUMNS.flatMap((column) => {
    const wanted: readonly (string | number)[] | undefined = filter[column];
    return wanted === undefined ? [] : oneOf(`k.${column}`, wanted);
  });
  if (filter.label !== undefined) {
    const find = engine === 'sqlite' ? 'instr(k.labels, ?) > 0' : 'strpos(k.labels, ?) > 0';
    const wanted = filter.label.flatMap(membersMeant);
    parts.push({ sql: `(${wanted.map(() => find).join(' OR ') || '1 = 0'})`, values: wanted });
  }
  if (filter.finding !== undefined) {
    const wanted = filter.finding.map((rule) => `(${conditionOf(rule)})`);
    parts.push({ sql: `(${wanted.join(' OR ') || '1 = 0'})`, values: [] });
  }
  return all(parts);
}

/** Characters of a label's name, and of its value. */
export const LABEL_NAME = 64;
export const LABEL_VALUE = 128;

/** As it stands in the JSON of the labels. A name may have a colon in it, too: each is one that a label may have. */
export function membersMeant(label: string): string[] {
  const text = label.toWellFormed().replaceAll('\0', '\ufffd');
  return [...text.matchAll(/:/g)]
    .filter(({ index }) => index <= LABEL_NAME && text.length - index - 1 <= LABEL_VALUE)
    .map(({ index }) => `${JSON.stringify(text.slice(0, index))}:${JSON.stringify(text.slice(index + 1))}`);
}

/** The part that both the counts and the pushes themselves have, as `t` or `s`. */
export function stateAsked(filter: PushFilter, table: 't' | 's'): PushCondition {
  const parts: PushCondition[] = [];
  if (filter.state !== undefined) parts.push(oneOf(`${table}.state`, filter.state.map(codeOf)));
  if (filter.reporting !== undefined)
    parts.push({ sql: `${table}.heard = ${filter.reporting === 'yes' ? 1 : 0}`, values: [] });
  return all(parts);
}

export function timeAsked({ from, to }: PushFilter, column: string): PushCondition {
  return all([
    ...(from === undefined ? [] : [{ sql: `${column} >= ?`, values: [from] }]),
    ...(to === undefined ? [] : [{ sql: `${column} < ?`, values: [to] }]),
  ]);
}

export function deviceAsked({ device }: PushFilter, column: string): PushCondition {
  return device === undefined
    ? all([])
    : oneOf(
        column,
        device.filter((one) => !one.startsWith(MESSAGE_UNIT)),
      );
}

export function all(parts: readonly PushCondition[]): PushCondition {
  const asked = parts.filter(({ sql }) => sql !== '');
  return { sql: asked.map(({ sql }) => sql).join(' AND '), values: asked.flatMap(({ values }) => values) };
}

function oneOf(column: string, wanted: readonly (string | number)[]): PushCondition {
  if (wanted.length === 0) return { sql: '1 = 0', values: [] };
  return { sql: `${column} IN (${wanted.map(() => '?').join(', ')})`, values: wanted.map(storable) };
}

/** As texts are stored: NUL, which PostgreSQL refuses in a question too, is U+FFFD there. */
function storable(value: string | number): string | number {
  return typeof value === 'string' ? value.replaceAll('\0', '\ufffd') : value;
}
