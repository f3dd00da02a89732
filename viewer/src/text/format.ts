const formats = new Map<string, Intl.NumberFormat>();

let locale: string | undefined;

/** Numbers, dates and units are written as the table of texts says. One page shows one language. */
export function setLocale(next: string): void {
  if (next === locale) return;
  locale = next;
  formats.clear();
}

/** As `setLocale` was told; undefined: the browser's. */
export const localeNow = (): string | undefined => locale;

const two = (value: number): string => String(value).padStart(2, '0');

/** Local time as DevTools writes it: `YYYY-MM-DD HH:MM:SS.mmm`. */
export function formatTimestamp(time: number): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return '—';
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${formatClock(time)}`;
}

/** Of how many milliseconds a unit is, the largest first. */
const AGO: readonly (readonly [number, Intl.RelativeTimeFormatUnit])[] = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1000, 'second'],
];

/** How long ago something was, as a person says it: `2 min. ago`. */
export function formatAgo(time: number, now: number): string {
  const [size, unit] = AGO.find(([one]) => Math.abs(now - time) >= one) ?? [1000, 'second'];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' }).format(
    Math.round((time - now) / size),
    unit,
  );
}

/** `HH:MM:SS.mmm`, local. */
export function formatClock(time: number): string {
  const date = new Date(time);
  const milliseconds = String(date.getMilliseconds()).padStart(3, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${milliseconds}`;
}

const unit = (name: string, digits: number): Intl.NumberFormat =>
  new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: name,
    unitDisplay: 'short',
    maximumFractionDigits: digits,
  });

type Unit = readonly [from: number, size: number, name: string, digits: number];

/** From how many milliseconds a unit is used, how many it has, and the digits behind the point. */
const UNITS: readonly Unit[] = [
  [86_400_000, 86_400_000, 'day', 1],
  [3_600_000, 3_600_000, 'hour', 1],
  [60_000, 60_000, 'minute', 1],
  [10_000, 1000, 'second', 0],
  [1000, 1000, 'second', 2],
  [10, 1, 'millisecond', 0],
];
const SMALLEST: Unit = [0, 1, 'millisecond', 1];

/** A length of time in the unit that a person would use. @param milliseconds may be fractional */
export function formatDuration(milliseconds: number): string {
  const [, size, name, digits] = UNITS.find(([from]) => Math.abs(milliseconds) >= from) ?? SMALLEST;
  return measured(milliseconds / size, name, digits);
}

function measured(value: number, name: string, digits: number): string {
  const key = `${name}${digits}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = unit(name, digits);
    formats.set(key, format);
  }
  return format.format(value);
}

/** `short` units have no plural: "16 byte". */
const plainBytes = (bytes: number): string =>
  new Intl.NumberFormat(locale, { style: 'unit', unit: 'byte', unitDisplay: 'long' }).format(bytes);

/** A size in bytes, in the unit that a person would use. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return plainBytes(bytes);
  if (bytes < 1_000_000) return measured(bytes / 1000, 'kilobyte', 1);
  return measured(bytes / 1_000_000, 'megabyte', 1);
}

export const formatNumber = (value: number): string => value.toLocaleString(locale);

/** The path of a scope URL, as DevTools shows it; `''` when there is none. */
export function scopePath(scope: string): string {
  if (scope === '' || !URL.canParse(scope)) return scope;
  const { pathname, search } = new URL(scope);
  return pathname + search;
}
