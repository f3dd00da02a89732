import type { Service } from './entry.ts';
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

/** When the service's recording ends, epoch ms; the end itself is not recorded any more. */
export const recordingEnd = (row: RecordingRow, service: Service): number =>
  row[service] ?? row.since + RECORDING_TIME;
