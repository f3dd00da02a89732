import type { Chromium } from '../browser/launch-chromium.ts';
import { openWindow } from '../browser/open-window.ts';
import { eventually } from '../kit/src/eventually.ts';
import type { CaseBrowser } from './case-browser.ts';
import { recorded } from './recorded.ts';

/** Chromium, which plays all cases. */
export function inChromium(browser: Chromium): CaseBrowser {
  const { context, notifications, push, setPermission } = browser;
  const send: CaseBrowser['send'] = async (subscription, payload) => {
    await push.connected();
    await push.send(subscription, payload);
  };
  return {
    context,
    notifications,
    chromium: browser,
    newPage: () => openWindow(browser),
    setPermission,
    send,
    async handled(origin, subscription, payload) {
      const before = recorded(browser, origin, 'Push event completed');
      await send(subscription, payload);
      await eventually(() => recorded(browser, origin, 'Push event completed') > before, {
        timeout: 30_000,
        what: `"Push event completed" of ${origin}`,
      });
    },
  };
}
