import { installAll, type Undo } from '../platform.ts';
import type { Journal } from '../record/journal.ts';
import { recordCalls } from '../record/record-calls.ts';
import { COMMON_CALLS, showCalls } from '../services/index.ts';
import { PAGE_CALLS } from '../services/page-calls.ts';
import { watchPageNotifications } from './page-notifications.ts';

/**
 * Watches what a page does with background services: its registrations, subscriptions, notifications, fetches. The
 * page behaves as without it. Returns the undo.
 */
export function watchPage(journal: Journal): Undo {
  return installAll([
    () => recordCalls(journal, { ...showCalls, ...COMMON_CALLS, ...PAGE_CALLS }),
    () => watchPageNotifications(journal),
  ]);
}
