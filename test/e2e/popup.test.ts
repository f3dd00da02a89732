import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Chromium, launchChromium } from '../browser/launch-chromium.ts';
import type { Served } from '../kit/src/loopback/serve.ts';
import { popupHeaders, popupSite, WORKERS } from '../popup/popup-site.ts';

// Some apps use a worker before it is active, and win a race by it: what web-platform-tests' popup-coop-by-sw* do. The page
// registers it, tells it what to answer, and opens a popup in its scope at once. Where activation comes later than without
// us, that popup is the server's.
// 16 runs of each, in turn: `OFFSTAGE_RUNS=16 npx vitest run --root test --config vitest.e2e.config.ts e2e/popup.test.ts`

const RUNS = Number(process.env.OFFSTAGE_RUNS ?? 0);
/** On a busy machine activation may be late without us, too; where it waits for us, it always is. */
const ATTEMPTS = 20;

const BOTH = [false, true];
const CASES = BOTH.flatMap((opener) =>
  BOTH.flatMap((worker) => BOTH.map((popup) => ({ opener, worker, popup }))),
);
type Case = (typeof CASES)[number];

let browser: Chromium;
let site: Served;
const pages: Page[] = [];

beforeAll(async () => {
  browser = await launchChromium();
  site = await popupSite();
  for (const path of ['opener', 'opener-isolated']) {
    const page = await browser.context.newPage();
    await page.goto(`http://localhost:${site.port}/${path}`);
    pages.push(page);
  }
});
afterAll(() => browser.close().then(site.close));

/** Returns who answered the popup and whether it has an opener, e.g. `worker, no opener`. */
const outcomeOf = async (name: string, { opener, worker, popup }: Case): Promise<string> => {
  const page = pages[+opener] as Page;
  // Another scope each time would not be what those pages do.
  const scope = `/${Object.keys(WORKERS).indexOf(name)}/`;
  return page.evaluate(
    async ([script, scope, headers]) => {
      const registration = await navigator.serviceWorker.register(script, { scope });
      const { port1, port2 } = new MessageChannel();
      const told = new Promise((resolve) => {
        port1.onmessage = resolve;
      });
      const [newest] = [registration.installing, registration.waiting, registration.active].filter(Boolean);
      newest?.postMessage(headers, [port2]);
      await told;
      const channel = new BroadcastChannel('popup');
      const said = new Promise<string>((resolve) => {
        channel.onmessage = ({ data }) => resolve(data);
      });
      const opened = window.open(`${scope}none.html`);
      const outcome = await said;
      channel.close();
      await registration.unregister();
      while (opened && !opened.closed) await new Promise((next) => setTimeout(next, 10));
      return outcome;
    },
    [`${scope}${worker ? 'isolated-' : ''}sw.js`, scope, popupHeaders(popup)] as const,
  );
};

/** The popup keeps its opener where both are alike. */
const expected = ({ opener, popup }: Case): string => `worker, ${opener === popup ? 'opener' : 'no opener'}`;

test.each(CASES)(
  'a popup by a worker that was just registered: %o',
  async (one) => {
    const outcomes: Record<string, string[]> = {};
    const of = (name: string): string[] => (outcomes[name] ??= []);
    const names = Object.keys(WORKERS);
    for (let run = 0; run < ATTEMPTS; run += 1) {
      if (run >= RUNS && names.every((name) => of(name).includes(expected(one)))) break;
      for (const name of names) of(name).push(await outcomeOf(name, one));
    }
    for (const name of names) {
      expect(of(name), name).toContain(expected(one));
      const served = of(name).filter((outcome) => outcome.startsWith('worker'));
      // It may be late, and is never wrong.
      expect(new Set(served)).toEqual(new Set([expected(one)]));
      if (RUNS) console.log(`${name}: ${of(name).length - served.length} of ${of(name).length} late`);
    }
  },
  120_000,
);
