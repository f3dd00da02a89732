import type { Entry, NewEntry } from '@offstage/sw-plugin/log';
import { is } from 'valibot';
import { own } from '../model/own.ts';
import { DETAIL, ENVELOPE, isRecord, NEEDED, type Schemas } from './entry-schema.ts';

/** What is nested deeper no recorder wrote, and no view could walk through. */
const DEEPEST = 64;

/**
 * Reads a stranger's value as an entry; undefined when it is none. A member that is not as it has to be is taken out and
 * stands, as it was, in `detail.malformed` under its path: views say so, and nothing else has to be made sure of.
 */
export function readEntry(value: unknown, seq: number): Entry | undefined {
  if (!isRecord(value) || !is(NEEDED, value)) return undefined;
  const malformed: Record<string, unknown> = {};
  const raw = shallow(value) as Record<string, unknown>;
  const envelope = kept(raw, ENVELOPE, '', malformed) as Partial<NewEntry> &
    Pick<NewEntry, 'time' | 'event' | 'service'>;
  const detail = kept((envelope.detail ?? {}) as Record<string, unknown>, DETAIL, 'detail.', malformed);
  return {
    ...envelope,
    seq,
    id: envelope.id ?? `line:${seq}`,
    instanceId: envelope.instanceId ?? '',
    metadata: envelope.metadata ?? {},
    detail: Object.keys(malformed).length > 0 ? { ...detail, malformed } : detail,
    context: envelope.context ?? 'worker',
    boot: envelope.boot ?? '',
    origin: envelope.origin ?? '',
    storageKey: envelope.storageKey ?? '',
    scope: envelope.scope ?? '',
    scriptURL: envelope.scriptURL ?? '',
    trusted: envelope.trusted ?? true,
  };
}

/** Members that fit their schema, or have none; the others go to `malformed`. */
function kept(
  raw: Readonly<Record<string, unknown>>,
  schemas: Schemas,
  path: string,
  malformed: Record<string, unknown>,
): Readonly<Record<string, unknown>> {
  const fits = ([key, value]: readonly [string, unknown]): boolean => {
    const schema = own(schemas, key);
    if (schema === undefined || is(schema, value)) return true;
    malformed[path + key] = value;
    return false;
  };
  return Object.fromEntries(Object.entries(raw).filter(fits));
}

/** The same value where it is not too deep; else with a word in the place of what is. */
export function shallow(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth === DEEPEST) return `… (deeper than ${DEEPEST} levels)`;
  let changed = false;
  const members = Object.entries(value).map(([key, one]) => {
    const next = shallow(one, depth + 1);
    changed ||= next !== one;
    return [key, next] as const;
  });
  if (!changed) return value;
  return Array.isArray(value) ? members.map(([, one]) => one) : Object.fromEntries(members);
}
