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
 * joined by type, document, what was blocked, place, and the nearest time; each is used once.
 *
 * @returns by id of the entry
 */
export function joinDeliveries(
  entries: readonly Entry[],
  received: readonly Report[],
): ReadonlyMap<string, Delivery> {
  const waiting = new Map<string, Report[]>();
  for (const report of received) {
    const body = typeof report.body === 'object' && report.body !== null ? report.body : {};
    const key = keyOf({ type: report.type, url: report.url, body: body as Record<string, unknown> });
    const same = waiting.get(key);
    if (same === undefined) waiting.set(key, [report]);
    else same.push(report);
  }
  const joined = new Map<string, Delivery>();
  for (const entry of entries) {
    const shown = reportOf(entry);
    const same = shown === undefined ? undefined : waiting.get(keyOf(shown));
    const nearest = same?.reduce((best, one) =>
      Math.abs(one.time - entry.time) < Math.abs(best.time - entry.time) ? one : best,
    );
    if (nearest === undefined || Math.abs(nearest.time - entry.time) > TOLERANCE) continue;
    same?.splice(same.indexOf(nearest), 1);
    // Observers are told later than the report is made, and sometimes later than it arrives.
    const happened = Math.min(entry.time, nearest.time);
    joined.set(entry.id, { report: nearest, delay: Math.max(0, nearest.received - happened) });
    if (same?.length === 0) waiting.delete(keyOf(shown as ShownReport));
  }
  return joined;
}

function keyOf({ type, url, body }: ShownReport): string {
  const about = [directiveOf(body), bare(blockedOf(body)), body.id ?? body.featureId ?? '', placeOf(body)];
  return [type, bare(url), ...about].join('\n');
}

/** A server may strip query and fragment. */
const bare = (url: string): string => url.replace(/[?#].*$/s, '');
