import type { Entry } from '@offstage/sw-plugin/log';
import { blockedOf, directiveOf, placeOf } from '../model/problem-of.ts';
import { reportOf, type ShownReport } from '../model/report-of.ts';
import type { Report } from '../sources/server-api.ts';

/** Both sides of a report: seen in the page, and received by the server. */
export interface Delivery {
  readonly report: Report;
  /** Milliseconds from the moment it happened to its arrival. */
  readonly delay: number;
}

/** The clocks of page and server differ, and `age` is rounded; a report that is further away is another one. */
const TOLERANCE = 60_000;

/**
 * Finds for every report that was seen in the page the one that the server received. Reports carry no id, so they are
 * joined by type, document, what was blocked, place, and the nearest time; each is used once. One whose body the page was
 * not shown is joined by type, document and time alone.
 *
 * @returns by id of the entry
 */
export function joinDeliveries(
  entries: readonly Entry[],
  received: readonly Report[],
): ReadonlyMap<string, Delivery> {
  const joined = new Map<string, Delivery>();
  const used = new Set<Report>();
  const join = (keyed: (report: ShownReport) => string, wanted: (report: ShownReport) => boolean): void => {
    const waiting = new Map<string, Report[]>();
    for (const report of received) {
      if (used.has(report)) continue;
      const key = keyed(postedOf(report));
      const same = waiting.get(key);
      if (same === undefined) waiting.set(key, [report]);
      else same.push(report);
    }
    for (const entry of entries) {
      const shown = reportOf(entry);
      if (shown === undefined || joined.has(entry.id) || !wanted(shown)) continue;
      const same = waiting.get(keyed(shown)) ?? [];
      const [nearest] = same.toSorted(
        (a, b) => Math.abs(a.time - entry.time) - Math.abs(b.time - entry.time),
      );
      if (nearest === undefined || Math.abs(nearest.time - entry.time) > TOLERANCE) continue;
      same.splice(same.indexOf(nearest), 1);
      used.add(nearest);
      // Observers are told later than the report is made, and sometimes later than it arrives.
      const happened = Math.min(entry.time, nearest.time);
      joined.set(entry.id, { report: nearest, delay: Math.max(0, nearest.received - happened) });
    }
  };
  join(keyOf, () => true);
  // Of some types (COEP, COOP in Chromium) a page is shown an empty body, and only the post says what it was about.
  join(documentOf, ({ body }) => Object.keys(body).length === 0);
  return joined;
}

const postedOf = ({ type, url, body }: Report): ShownReport => ({
  type,
  url,
  body: typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {},
});

const documentOf = ({ type, url }: ShownReport): string => `${type}\n${bare(url)}`;

function keyOf({ type, url, body }: ShownReport): string {
  const about = [
    directiveOf(body),
    bare(blockedOf(body)),
    body.id ?? body.featureId ?? body.policyId ?? '',
    placeOf(body),
  ];
  return [type, bare(url), ...about].join('\n');
}

/** A server may strip query and fragment. */
const bare = (url: string): string => url.replace(/[?#].*$/s, '');
