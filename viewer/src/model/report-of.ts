import type { Entry } from '@offstage/sw-plugin/log';

/** The report inside an entry, with its members made sure of. */
export interface ShownReport {
  readonly type: string;
  readonly url: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Undefined for an entry that holds none. */
export function reportOf(entry: Entry): ShownReport | undefined {
  const raw = entry.detail.report;
  if (raw === undefined || raw === null || typeof raw !== 'object') return undefined;
  const { type, url, body } = raw;
  return {
    type: typeof type === 'string' ? type : entry.instanceId,
    url: typeof url === 'string' ? url : '',
    body: typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {},
  };
}

/** What the server knows of a received report; absent for one that was only seen in the page. */
export interface ReceivedDetail {
  readonly received: number;
  readonly endpoint: string;
  readonly browser: string;
  readonly browserVersion: string;
  readonly userAgent?: string;
  /** Empty, or absent, where the server does not tell it apart. */
  readonly os?: string;
  /** The app's own version, where it says one. */
  readonly app?: string;
  /** Random id of the installation, where the app asked for one. */
  readonly install?: string;
  readonly group: string;
  readonly noise: string;
}

/** What stands there has passed the schema of whatever source it came from. */
export const receivedOf = (entry: Entry): ReceivedDetail | undefined =>
  entry.detail.server as ReceivedDetail | undefined;
