import type { NewEntry, Service } from './entry.ts';
import { DAY } from './limits.ts';

/** A recording lasts this long from the moment it was started, per service, as in DevTools. */
export const RECORDING_TIME: number = 3 * DAY;

/** Under the key `recording` in the `settings` store. */
export interface RecordingRow extends Readonly<Partial<Record<Service, number>>> {
  /**
   * First load of the plugin, epoch ms: a service that nobody switched yet records from then on. Opting in means that
   * this was for ever ago.
   */
  readonly since: number;
}

/** When the service's recording ends, epoch ms, or ended; that moment itself is not recorded any more. */
export const recordingEnd = (row: RecordingRow, service: Service): number =>
  row[service] ?? row.since + RECORDING_TIME;

/**
 * What began while the service was recorded gets its end: without one it would look cut off. (`redact` may have left out
 * the detail.)
 */
export const isRecorded = ({ service, time, detail }: NewEntry, row: RecordingRow): boolean =>
  time - (detail?.duration ?? 0) < recordingEnd(row, service);
