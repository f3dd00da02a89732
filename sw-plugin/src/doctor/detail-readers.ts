import type { Detail, Entry, Extension, LoggedError } from '../log/entry.ts';

/*
 * A log may come from a file, from another version, or from a stranger: nothing in `detail` and `metadata` is believed
 * to have its type. Each reader answers undefined (or nothing) for what is not as expected.
 */

const NOTHING: Detail = {};
const NONE: readonly unknown[] = [];

export const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

export const number = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : NONE);

export const record = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;

export const detailOf = (entry: Entry | undefined): Detail =>
  typeof entry?.detail === 'object' && entry.detail !== null ? entry.detail : NOTHING;

export const metadataOf = (entry: Entry | undefined, key: string): string | undefined =>
  text(record(entry?.metadata)?.[key]);

export const errorIn = (value: unknown): LoggedError | undefined => {
  const error = record(value);
  if (!error) return undefined;
  const { name, message, stack } = error;
  return { name: text(name) ?? 'Error', message: text(message) ?? '', stack: text(stack) } as LoggedError;
};

export const errorOf = (entry: Entry | undefined): LoggedError | undefined => errorIn(detailOf(entry).error);

const isRecord = (one: unknown): one is Partial<Extension> => record(one) !== undefined;

export const extensionsOf = (entry: Entry | undefined): readonly Partial<Extension>[] =>
  list(detailOf(entry).extensions).filter(isRecord);
