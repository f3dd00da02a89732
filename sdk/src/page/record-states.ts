import type { Journal } from '@offstage/sw-plugin/page';
import { reportStates } from '@offstage/sw-plugin/page/report-states';
import { recordEndpoints } from '../reporting/record-endpoints.ts';
import type { PageWriter } from './page-writer.ts';

/**
 * Writes down what is worth knowing once per visit: how permissions, subscription, registrations and storage stand, and
 * with `endpoints` where the document's reports go. Loaded when the page has done its own work. Returns its undo.
 */
export function recordStates(
  journal: Journal,
  scope: Window & typeof globalThis,
  log: PageWriter,
  endpoints: boolean,
): () => void {
  if (endpoints) recordEndpoints(journal, scope).catch(journal.fault);
  return reportStates(journal, log);
}
