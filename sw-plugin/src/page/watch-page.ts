import { installed, type Undo } from '../platform.ts';
import type { Journal } from '../record/journal.ts';
import { recordCalls } from '../record/record-calls.ts';
import { commonCalls, showCalls } from '../services/index.ts';
import { pageCalls } from '../services/page-calls.ts';
import { watchPageNotifications } from './page-notifications.ts';

/**
 * Watches what a page does with background services: its registrations, subscriptions, notifications, fetches. The
 * page behaves as without it. Returns the undo.
 */
export function watchPage(journal: Journal): Undo {
  return installed(journal, () => {
    recordCalls(journal, { ...showCalls(), ...commonCalls(), ...pageCalls() });
    watchPageNotifications(journal);
  });
}
