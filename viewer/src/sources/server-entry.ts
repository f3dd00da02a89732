import type { Entry } from '@offstage/sw-plugin/log';
import { readEntry, shallow } from './read-entry.ts';
import type { Report } from './server-api.ts';

/** The type under which the SDK uploads entries. */
export const UPLOADED = 'background-service';

/** A stored report as an entry of the log. What the server made of it stands in `detail.server`, whatever the body says of that. */
export function entryOfReport(report: Report): Entry {
  const { id, type, url, origin, body, time, ...received } = report;
  if (type === UPLOADED) {
    const entry = readEntry(body, id);
    if (entry !== undefined) {
      const { install } = body as { readonly install?: unknown };
      const server = { ...received, ...(typeof install === 'string' && { install }) };
      return { ...entry, detail: { ...entry.detail, server } };
    }
  }
  return {
    seq: id,
    id: `report:${id}`,
    time,
    service: 'reporting',
    event: 'Report received',
    instanceId: type,
    metadata: {},
    detail: { report: { type, url, body: shallow(body) }, server: received },
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
