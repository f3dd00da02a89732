import type { Journal } from '@offstage/sw-plugin/internal/page';
import { reportLine } from '@offstage/sw-plugin/internal/services';
import { watchReports } from './watch-reports.ts';

/** Writes the reports that this document sees into the log. Returns its undo. */
export function recordReports(
  journal: Pick<Journal, 'write'>,
  scope: Window & typeof globalThis,
): () => void {
  return watchReports((report) => journal.write('reporting', reportLine({ ...report })), { scope });
}
