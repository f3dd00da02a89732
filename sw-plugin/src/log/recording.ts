import type { NewEntry, Service } from './entry.ts';
import { MAX_AGE } from './limits.ts';

/** A recording that somebody started where the app asks for that lasts this long, per service, as in DevTools. */
export const RECORDING_TIME: number = MAX_AGE;

/**
 * Under the key `recording` in the `settings` store. A person's switch stands under its service and wins: when Record was
 * pressed, the end of 3 days (epoch ms); when it was stopped, that moment, negative.
 */
export interface RecordingRow extends Readonly<Partial<Record<Service, number>>> {
  /**
   * What the app wants of a service that nobody switched: `Infinity` records always, `0` only after somebody pressed
   * Record. 0.1.0 wrote its first load here (epoch ms), reads what is here now as it is meant, and wrote stops positive.
   */
  readonly since: number;
}

/**
 * Each context's last word on recording, under `record:` and its script's URL: replaced when that script is loaded the next
 * time, so that whoever says `false` wins over all others for as long as he says so.
 */
export const wordKey = (script: string): string => `record:${script}`;

/** The row as the contexts' words make it; what 0.1.0 had stopped, or had run out, stays so. */
export function withWords(
  row: RecordingRow | undefined,
  words: readonly boolean[],
  now: number,
): RecordingRow {
  const next = { ...row } as Record<string, number>;
  const old = row?.since;
  if (old && old < Infinity)
    for (const id in next) if ((next[id] as number) <= now) next[id] = -(next[id] as number);
  return { ...next, since: words.includes(false) ? 0 : Infinity };
}

/** When the service's recording ends, epoch ms, or ended; that moment itself is not recorded any more. */
export function recordingEnd(row: RecordingRow, service: Service): number {
  const wanted = row.since && Infinity;
  const pressed = row[service];
  if (pressed === undefined) return wanted;
  return pressed > 0 ? wanted || pressed : -pressed;
}

/**
 * What began while the service was recorded gets its end: without one it would look cut off. (`redact` may have left out
 * the detail.)
 */
export const isRecorded = ({ service, time, detail }: NewEntry, row: RecordingRow): boolean =>
  // Whatever `redact` gave instead of an entry goes on, to be refused and counted.
  !(time - (detail?.duration ?? 0) >= recordingEnd(row, service));
