import type { Entry } from '@offstage/sw-plugin/log';
import { readEntry } from './log-file.ts';
import type { Report } from './server-api.ts';

/** The type under which the SDK uploads entries. */
export const UPLOADED = 'background-service';

/** A stored report as an entry of the log. */
export function entryOfReport(report: Report): Entry {
  if (report.type === UPLOADED) {
    const entry = readEntry(report.body, report.id);
    if (entry !== undefined) return entry;
  }
  const { id, type, url, origin, body, time, ...received } = report;
  return {
    seq: id,
    id: `report:${id}`,
    time,
    service: 'reporting',
    event: 'Report received',
    instanceId: type,
    metadata: {},
    detail: { report: { type, url, body }, server: received },
    own: true,
    context: 'page',
    boot: '',
    origin: origin === '' ? '' : `${origin}/`,
    storageKey: '',
    scope: '',
    scriptURL: '',
    trusted: true,
  };
}
