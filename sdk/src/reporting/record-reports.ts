import type { Journal } from '@offstage/sw-plugin/page';
import { own } from '@offstage/sw-plugin/services';
import { afterLoad } from '../page/after-load.ts';
import { readEndpoints } from './read-endpoints.ts';
import { watchReports } from './watch-reports.ts';

export interface RecordReportsOptions {
  readonly scope: Window & typeof globalThis;
  /** Ask for the document's endpoints, once, when the page has loaded. */
  readonly endpoints: boolean;
}

/** Writes what the Reporting API shows of this document into the log. Returns its undo. */
export function recordReports(
  journal: Pick<Journal, 'write'>,
  { scope, endpoints }: RecordReportsOptions,
): () => void {
  async function recordEndpoints(): Promise<void> {
    const found = await readEndpoints(scope);
    if (found) journal.write('reporting', own('Reporting endpoints', { endpoints: found }));
  }

  const forget = endpoints ? afterLoad(scope, () => void recordEndpoints()) : undefined;
  const stop = watchReports(
    (report) =>
      journal.write('reporting', {
        ...own('Report observed', { report: { ...report } }),
        instanceId: report.type,
      }),
    { scope },
  );
  return () => {
    forget?.();
    stop();
  };
}
