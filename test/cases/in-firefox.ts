import type { Firefox } from '../firefox/launch-firefox.ts';
import type { CaseBrowser } from './case-browser.ts';

/** Firefox, which has pushes and notifications, and grants them to everybody here. */
export function inFirefox({ context, notifications, push }: Firefox): CaseBrowser {
  return {
    context,
    notifications,
    newPage: () => context.newPage(),
    async setPermission(_origin, _name, setting) {
      if (setting !== 'granted') throw new Error('NOT_IN_FIREFOX: every site has the permission here.');
    },
    // The answer of the browser comes after the event: nobody waits for it.
    async send(subscription, payload) {
      await push.connected();
      await push.send(subscription, payload);
    },
    async handled(_origin, subscription, payload) {
      await push.connected();
      const code = await push.deliver(subscription, payload);
      if (code !== 100) throw new Error(`NOT_DELIVERED: Firefox answered the push with ${code}.`);
    },
  };
}
