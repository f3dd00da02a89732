import type { Journal } from '@offstage/sw-plugin/internal/page';
import { reportStates } from '@offstage/sw-plugin/internal/page/report-states';
import type { PageWriter } from './page-writer.ts';

/**
 * Writes down what is worth knowing once per visit: how permissions, subscription, registrations and storage stand.
 * Loaded when the page has done its own work. Returns its undo.
 */
export const recordStates = (journal: Journal, log: PageWriter): (() => void) => reportStates(journal, log);
