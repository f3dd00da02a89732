import type { Act, DoctorCase } from '../doctor-case.ts';
import { pushed, SHOWS } from './push.ts';

const clicking = (handler: string): string => `${SHOWS}\naddEventListener('notificationclick', ${handler});`;

/** A push is shown, and a person clicks on it. */
const clicked: Act['play'] = async (stage) => {
  await pushed()(stage);
  await stage.click();
  await stage.entry('notificationclick event completed');
};

export const notificationCases: readonly DoctorCase[] = [
  {
    rule: 'D31',
    severity: 'error',
    what: 'a window opened in answer to a push, without a click',
    fault: {
      worker: `addEventListener('push', (event) => event.waitUntil(
        registration.showNotification(location.hostname)
          .then(() => clients.openWindow('/?opened'))
          .catch(() => undefined)));`,
      play: pushed(),
    },
    healthy: {
      worker: clicking(`(event) => event.waitUntil(clients.openWindow('/?opened'))`),
      play: clicked,
    },
  },
  {
    rule: 'D31',
    severity: 'error',
    what: 'two windows for one click',
    fault: {
      worker: clicking(`(event) => event.waitUntil(clients.openWindow('/?opened')
        .then(() => clients.openWindow('/?again')).catch(() => undefined))`),
      play: clicked,
    },
    healthy: {
      worker: clicking(`(event) => event.waitUntil(clients.matchAll({ includeUncontrolled: true })
        .then(([client]) => client.focus()))`),
      play: clicked,
    },
  },
  {
    rule: 'D32',
    severity: 'info',
    what: 'a click handler that opens no window',
    fault: { worker: clicking('(event) => event.waitUntil(Promise.resolve())'), play: clicked },
    healthy: { worker: clicking('(event) => event.notification.close()'), play: clicked },
  },
];
