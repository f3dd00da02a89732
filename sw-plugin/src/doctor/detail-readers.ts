import type { Detail, Entry, Extension, LoggedError } from '../log/entry.ts';

/*
 * A log may come from a file, from another version, or from a stranger: nothing in `detail` and `metadata` is believed
 * to have its type. Each reader answers undefined (or nothing) for what is not as expected.
 */

const NOTHING: Detail = {};

export const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

export const number = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

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
  const name = text(error.name) ?? 'Error';
  const message = text(error.message) ?? '';
  const stack = text(error.stack);
  return stack === undefined ? { name, message } : { name, message, stack };
};

export const errorOf = (entry: Entry | undefined): LoggedError | undefined => errorIn(detailOf(entry).error);

export const extensionsOf = (entry: Entry | undefined): readonly Partial<Extension>[] =>
  list(detailOf(entry).extensions).filter((one): one is Partial<Extension> => record(one) !== undefined);
