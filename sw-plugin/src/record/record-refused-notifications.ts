import { own } from '../services/index.ts';
import { guarded, loggedError, patchConstructor } from '../watch/index.ts';
import { type Journal, parentOf } from './journal.ts';

/** `new Notification()` in a worker, which every browser refuses: whether or not the app catches that, it is a line. */
export const recordRefusedNotifications = (journal: Journal): void =>
  patchConstructor(journal, 'Notification', (call) => {
    try {
      return call();
    } catch (error) {
      guarded(() =>
        journal.open('notifications', '', {}, parentOf(journal)).write(
          own('new Notification() threw', {
            phase: 'end',
            type: 'Notification',
            outcome: 'failed',
            error: loggedError(error),
          }),
        ),
      );
      throw error;
    }
  });
