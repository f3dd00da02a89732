import { registerSync } from '../../scenarios/background-sync.ts';
import type { Act } from '../doctor-case.ts';
import { pushed, SHOWS } from './push.ts';

/** An app that does all of it, and does it well: of the many rules, none may take one thing for another. */
export const healthyApp: Act = {
  worker: `${SHOWS}
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('sync', (event) => event.waitUntil(fetch('/blob?n=10')));
addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(clients.matchAll().then(([client]) => client.focus()));
});`,
  async play(stage) {
    const { page } = stage;
    const subscription = await stage.subscription();
    await pushed()(stage);
    await stage.click();
    await stage.entry('focus() fulfilled');
    await registerSync(page, 'outbox');
    await stage.entry('Sync completed');
    await stage.stopWorker();
    await stage.away(async () => {
      await stage.pushTo(subscription);
      await stage.recorded('Push event completed', 2);
    });
    await stage.entry('Push event completed', 2);
    await stage.stopWorker();
    await registerSync(page, 'outbox');
    await stage.entry('Sync completed', 2);
    await page.evaluate(async () => {
      const { pushManager } = await navigator.serviceWorker.ready;
      await (await pushManager.getSubscription())?.unsubscribe();
    });
    await page.reload();
    await stage.subscription();
    await stage.entry('pushManager.subscribe() fulfilled', 2);
  },
};
