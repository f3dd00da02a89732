import { REMINDER } from '../../notebook/tags.ts';
import { readyWorker } from '../ready-worker.ts';
import type { Action } from './action.ts';
import { lacksNotifications } from './lacks.ts';

/** Asks when it was not asked yet. Throws a NotAllowedError when the answer is no. */
export async function needNotifications(): Promise<void> {
  const permission =
    Notification.permission === 'default' ? await Notification.requestPermission() : Notification.permission;
  if (permission !== 'granted') {
    throw new DOMException(
      `Notifications are ${permission === 'denied' ? 'blocked' : 'not allowed'} for this site`,
      'NotAllowedError',
    );
  }
}

export const NOTIFICATION_ACTIONS: readonly Action[] = [
  {
    id: 'notification',
    label: 'Show a notification',
    lacks: lacksNotifications,
    async run() {
      await needNotifications();
      const options = {
        body: 'Time for today’s note.',
        tag: REMINDER,
        icon: '/icons/icon-192.png',
        actions: [
          { action: 'write', title: 'Write' },
          { action: 'done', title: 'Done' },
        ],
      };
      await (await readyWorker()).showNotification('Field notes', options);
      return 'Shown. Click it, press a button on it, or close it.';
    },
  },
  {
    id: 'notification-close',
    label: 'Close it',
    lacks: lacksNotifications,
    async run() {
      const shown = await (await readyWorker()).getNotifications({ tag: REMINDER });
      for (const notification of shown) notification.close();
      return shown.length > 0 ? 'Closed.' : 'None is shown.';
    },
  },
];
