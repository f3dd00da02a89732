import { dataOf } from '../platform.ts';

const MAX_TEXT = 16_384;

/** Those without a prototype, too. */
const isObject = (value: unknown): value is object => Object(value) === value;

/** A primitive (or a URL) as string, anything else as `''`: objects would call the host's `toString()`. */
export function string(value: unknown): string {
  if (value instanceof URL) return value.href;
  return value === undefined || isObject(value) ? '' : String(value).slice(0, MAX_TEXT);
}

/** Values in one copy, of all levels together. */
const MAX_VALUES = 5_000;

/**
 * A copy as plain JSON, of at most 6 levels, 100 members each and 5,000 values in all. Getters are the host's code and
 * are not called: a member that is read once more than without us is something a test can see. Binary data is not copied.
 */
export function plain(value: unknown, depth = 0, left: { spare_: number } = { spare_: MAX_VALUES }): unknown {
  left.spare_ -= 1;
  if (value === null || value === true || value === false || typeof value === 'number') return value;
  if (!isObject(value)) return string(value);
  if (depth > 5 || left.spare_ < 0 || typeof value === 'function' || ArrayBuffer.isView(value))
    return `[${typeof value}]`;
  const members = Object.keys(value)
    .slice(0, 100)
    .map((name) => [name, plain(dataOf(value, name), depth + 1, left)] as const);
  return Array.isArray(value) ? members.map(([, item]) => item) : Object.fromEntries(members);
}

/** The members of a dictionary argument as plain JSON; none where it is not an object. */
export const members = (value: unknown): Readonly<Record<string, unknown>> =>
  isObject(value) ? (plain(value) as Record<string, unknown>) : {};

/** A member as string. */
export const text = (dictionary: unknown, name: string): string => string(dataOf(dictionary, name));

/** JSON text as Chromium logs it; `''` for nothing. */
export const json = (value: unknown): string => (value === undefined ? '' : JSON.stringify(plain(value)));

/** The attributes of a platform object that are primitive. */
export function attributes(object: object): Readonly<Record<string, unknown>> {
  const copy: Record<string, unknown> = {};
  for (const name in object) {
    const value = object[name as keyof typeof object] as unknown;
    // Handlers are null where nobody listens.
    if (value !== null && !isObject(value)) copy[name] = value;
  }
  return copy;
}
