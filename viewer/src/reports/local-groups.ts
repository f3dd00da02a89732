import type { Entry } from '@offstage/sw-plugin/log';
import { problemOf } from '../model/problem-of.ts';
import { receivedOf, reportOf } from '../model/report-of.ts';
import type { Report, ReportGroup } from '../sources/server-api.ts';

/** A group as a view shows it: the server's, without what only a server knows. */
export type ShownGroup = Pick<
  ReportGroup,
  'group' | 'type' | 'title' | 'count' | 'firstSeen' | 'lastSeen' | 'browsers' | 'noise'
>;

/** Groups the reports of a log that no server has grouped. Newest first. */
export function localGroups(entries: Iterable<Entry>): readonly ShownGroup[] {
  const groups = new Map<string, ShownGroup & { count: number; firstSeen: number; lastSeen: number }>();
  for (const entry of entries) {
    const report = reportOf(entry);
    if (report === undefined) continue;
    const received = receivedOf(entry) as Partial<Report> | undefined;
    const title = problemOf(report);
    const key = received?.group ?? `${report.type}\n${title}`;
    const known = groups.get(key);
    if (known === undefined) {
      groups.set(key, {
        group: key,
        type: report.type,
        title,
        count: 1,
        firstSeen: entry.time,
        lastSeen: entry.time,
        browsers: received?.browser ? [received.browser] : [],
        noise: received?.noise ?? '',
      });
    } else {
      known.count++;
      known.firstSeen = Math.min(known.firstSeen, entry.time);
      known.lastSeen = Math.max(known.lastSeen, entry.time);
    }
  }
  return [...groups.values()].sort((a, b) => b.lastSeen - a.lastSeen);
}
