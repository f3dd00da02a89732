import { type Chromium, launchChromium } from '../browser/launch-chromium.ts';
import { type Demo, startDemo } from '../demo/start-demo.ts';
import { eventually } from '../kit/src/eventually.ts';
import { devtoolsFlags, unusedPort } from './open-devtools.ts';

/** The demo app in a real browser, with somebody who presses its buttons. */
export interface DemoRun {
  readonly browser: Chromium;
  readonly demo: Demo;
  /** Of the browser, for its own DevTools. */
  readonly port: number;
  /** Presses a button by its action, and waits for what the app says then. */
  press(action: string): Promise<void>;
  /** Waits until the browser's own recorder has logged so many events of a name. */
  logged(event: string, count: number): Promise<void>;
  close(): Promise<void>;
}

/** How long anything may take on a busy machine, milliseconds. */
const PATIENCE = 60_000;

export async function startRun(): Promise<DemoRun> {
  const port = await unusedPort();
  const browser = await launchChromium({ flags: devtoolsFlags(port) });
  const demo = await startDemo(browser).catch(async (error) => {
    await browser.close();
    throw error;
  });
  const { page } = browser;
  page.setDefaultTimeout(PATIENCE);
  return {
    browser,
    demo,
    port,
    async press(action) {
      const button = page.locator(`[data-action="${action}"]`);
      const status = page.locator(`.action:has([data-action="${action}"]) [role=status]`);
      await button.click();
      await eventually(async () => (await button.isEnabled()) && status.textContent(), {
        timeout: PATIENCE,
        what: `an answer below ${action}`,
      });
    },
    async logged(event, count) {
      await eventually(
        () => browser.recorder.events.filter((one) => one.eventName === event).length >= count,
        {
          timeout: PATIENCE,
          what: `"${event}" for the ${count}th time`,
        },
      );
    },
    async close() {
      await browser.close();
      await demo.stop();
    },
  };
}

/** What a visitor does before anything goes wrong. Returns with the demo's services on screen. */
export async function playGoodDay({ browser, demo, press, logged }: DemoRun): Promise<void> {
  await browser.grantPermissions(demo.origin);
  await browser.page.goto(`${demo.origin}/services`);
  await browser.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await press('sync');
  await press('push-subscribe');
  await browser.push.connected();
  await press('push-send');
  const { id } = await browser.notifications.waitFor('A note for you', { timeout: PATIENCE });
  await logged('Push event completed', 1);
  browser.notifications.click(id);
  await logged('Notification clicked', 1);
  // The click may have brought another page to the front.
  await browser.page.goto(`${demo.origin}/services`);
  await press('background-fetch');
  await logged('Background Fetch completed', 1);
  await press('push-send');
  await logged('Push event completed', 2);
}
