import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../browser/launch-chromium.ts';
import { launchFirefox } from '../firefox/launch-firefox.ts';
import type { Certificates } from '../kit/src/certificates/create-certificates.ts';
import { eventually } from '../kit/src/eventually.ts';
import { readLog } from '../log/read-log.ts';
import { subscribe } from '../scenarios/push-messaging.ts';
import { type ConsentSite, type ConsentSiteOptions, consentSite, type Said } from '../upload/consent-site.ts';
import { type Collector, type StoredEntry, startCollector } from '../upload/start-collector.ts';

// What a page says of uploading, and what the worker does when no page is there any more. Global Privacy Control is on in
// these browsers, for those who want to know.

declare global {
  var consent: boolean;
  var withdraw: () => Promise<string | undefined>;
}

interface Played {
  readonly page: Page;
  readonly certificates: Certificates;
  /** What the browser does not have by itself. */
  readonly site: Pick<ConsentSiteOptions, 'privacy'>;
  /** Makes a worker ready to be pushed to, by a page of its origin that is open. */
  prepare(origin: string): Promise<(text: string) => Promise<void>>;
  close(): Promise<void>;
}

async function chromium(): Promise<Played> {
  const browser = await launchChromium();
  return {
    page: browser.page,
    certificates: browser.certificates,
    site: { privacy: true },
    prepare: async (origin) => (text) => browser.workers.deliverPush(`${origin}/`, text),
    close: browser.close,
  };
}

async function firefox(): Promise<Played> {
  const { page, push, certificates, close } = await launchFirefox({
    preferences: {
      'privacy.globalprivacycontrol.enabled': true,
      'privacy.globalprivacycontrol.functionality.enabled': true,
      'dom.push.maxQuotaPerSubscription': 10_000,
    },
  });
  return {
    page,
    certificates,
    site: {},
    async prepare() {
      const subscription = await subscribe(page);
      return async (text) => {
        await push.connected();
        await push.send(subscription, text);
      };
    },
    close,
  };
}

/** Of the `settings` of the page's origin: reads a row, or writes it. */
const setting = (page: Page, name: string, value?: string): Promise<unknown> =>
  page.evaluate(
    async ([name, value]) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open('offstage');
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      try {
        return await new Promise((resolve, reject) => {
          const store = database.transaction('settings', 'readwrite').objectStore('settings');
          const asked = value === undefined ? store.get(name) : store.put(value, name);
          asked.onsuccess = () => resolve(asked.result);
          asked.onerror = () => reject(asked.error);
        });
      } finally {
        database.close();
      }
    },
    [name, value] as const,
  );

const LONG = { timeout: 30_000 };

describe.each([
  ['Chromium', chromium],
  ['Firefox', firefox],
] as const)('%s', (_name, launch) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'offstage-consent-'));
  let browser: Played;
  let collector: Collector;
  let page: Page;
  const sites: ConsentSite[] = [];

  beforeAll(async () => {
    browser = await launch();
    page = browser.page;
    collector = await startCollector(folder, browser.certificates, 'localhost');
    return async () => {
      await browser.close();
      await collector.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    };
  });
  afterEach(async () => {
    for (const site of sites.splice(0)) await site.close();
  });

  const came = ({ origin }: ConsentSite): StoredEntry['body'][] =>
    collector.came.filter((entry) => entry.origin === `${origin}/`);

  /** A visit of the app, whose page says this, and what pushes to its worker. */
  async function visit(said: Said, options: Partial<ConsentSiteOptions> = {}) {
    const site = await consentSite({
      certificates: browser.certificates,
      page: { url: collector.url, install: true },
      ...browser.site,
      ...options,
    });
    sites.push(site);
    const again = async (): Promise<void> => {
      await page.goto(`${site.origin}/app?${said}`);
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    };
    await again();
    // Who leaves earlier has said nothing.
    if (said !== 'nothing')
      await eventually(async () => (await setting(page, 'upload')) !== undefined, {
        ...LONG,
        what: 'a word of the page',
      });
    const push = await browser.prepare(site.origin);
    let pushes = 0;
    /** No page of ours is there, and there is a push; it is over when its last entry is in the log. */
    async function pushAlone(): Promise<void> {
      await page.goto(`${site.origin}/blank`);
      await push(`push ${++pushes}`);
      await eventually(
        async () =>
          (await readLog(page)).filter(
            ({ event, detail }) => event === 'Push event completed' && detail.phase === 'end',
          ).length === pushes,
        { ...LONG, what: `push ${pushes}` },
      );
    }
    const pushed = (): StoredEntry['body'][] =>
      came(site).filter(({ event }) => event === 'Push event completed');
    return { site, again, pushAlone, pushed };
  }

  /** Waits until the worker has been about to send, and has been told not to: then it takes this away. */
  async function isTold(act: () => Promise<unknown>): Promise<void> {
    await page.goto(page.url().replace(/[^/]*$/, 'blank'));
    await setting(page, 'install', 'planted');
    await act();
    await eventually(async () => (await setting(page, 'install')) === undefined, {
      ...LONG,
      what: 'a round that ends with a no',
    });
  }

  test('off by default: where nobody has said anything nothing leaves, and no random id stays', async () => {
    const { site, pushAlone } = await visit('nothing');
    await isTold(pushAlone);
    expect(came(site)).toEqual([]);
  }, 90_000);

  test.each<Said>(['value', 'promise', 'function'])(
    'a yes as a %s in the page reaches the worker, which sends without it',
    async (said) => {
      const { pushAlone, pushed } = await visit(said);
      await pushAlone();
      await eventually(() => pushed().length === 1, { ...LONG, what: 'the push at the server' });
      expect(pushed()[0]?.install).toMatch(/^[0-9a-f]{32}$/);
    },
    90_000,
  );

  test('withdrawn, it stops with the next event; the server forgets the installation, and no other', async () => {
    const { site, again, pushAlone, pushed } = await visit('function');
    await pushAlone();
    await eventually(() => pushed().length === 1, { ...LONG, what: 'the push at the server' });
    const { install } = pushed()[0] as StoredEntry['body'];

    // The function says no: the page hears it before its next round, and tells the worker.
    await again();
    await page.evaluate(async () => {
      globalThis.consent = false;
      await (await navigator.serviceWorker.ready).update();
    });
    await eventually(async () => (await setting(page, 'upload')) === false, {
      ...LONG,
      what: 'the word of the page',
    });
    expect(await setting(page, 'install')).toBeUndefined();
    await isTold(pushAlone);
    expect(pushed()).toHaveLength(1);

    // Yes again: what waited is sent, and that is another installation.
    await again();
    await eventually(() => pushed().length === 2, { ...LONG, what: 'what waited' });
    const second = pushed()[1]?.install as string;
    expect(second).toMatch(/^[0-9a-f]{32}$/);
    expect(second).not.toBe(install);

    // By the function that is there for it.
    const withdrawn = await page.evaluate(() => {
      globalThis.consent = false;
      return globalThis.withdraw();
    });
    expect(withdrawn).toBe(second);
    await isTold(pushAlone);
    expect(pushed()).toHaveLength(2);

    const all = await collector.stored();
    const of = (id: unknown) => all.filter(({ body }) => body.install === id).length;
    expect(of(second)).toBeGreaterThan(0);
    expect(of(install)).toBeGreaterThan(0);
    const erased = await collector.ask(`/api/reports?install=${second}`, { method: 'DELETE' });
    expect(await erased.json()).toEqual({ removed: of(second) });
    const left = await collector.stored();
    expect(left).toHaveLength(all.length - of(second));
    expect(left.filter(({ body }) => body.install === second)).toEqual([]);
    expect(came(site).some(({ install: id }) => id !== install && id !== second)).toBe(false);
  }, 120_000);

  test('withdrawn in one tab, it stops in another that still says yes, until that one is asked anew', async () => {
    const { site } = await visit('function');
    const other = await page.context().newPage();
    await other.goto(`${site.origin}/app?function`);
    const say = (consent: boolean) =>
      other.evaluate(async (consent) => {
        globalThis.consent = consent;
        await navigator.serviceWorker.register('/sw.js');
      }, consent);
    await say(true);
    const registered = () => came(site).filter(({ event }) => event === 'register() called').length;
    // Each tab registers once by itself.
    await eventually(() => registered() > 2, { ...LONG, what: 'what the other tab did' });

    const install = await page.evaluate(() => {
      globalThis.consent = false;
      return globalThis.withdraw();
    });
    expect(install).toMatch(/^[0-9a-f]{32}$/);
    const of = (id: unknown) => came(site).filter((entry) => entry.install === id).length;
    const sent = of(install);
    expect(sent).toBeGreaterThan(0);
    // Its function says no, too, which it has not been asked yet: that would be news, and could come after the other's yes.
    await page.goto(`${site.origin}/blank`);

    await say(true);
    // It says no itself, and by that takes away what is planted here.
    await setting(other, 'install', 'planted');
    await say(false);
    await eventually(async () => (await setting(other, 'install')) === undefined, {
      ...LONG,
      what: 'a no of the other tab',
    });
    const all = came(site).length;
    await say(true);
    await eventually(() => came(site).length > all, { ...LONG, what: 'what waited' });
    expect(of(install)).toBe(sent);
    expect(of('planted')).toBe(0);
    expect(of(undefined)).toBe(0);
    await other.close();
  }, 90_000);

  test('Global Privacy Control is a no where the app asks for that: to the page, and to the worker by itself', async () => {
    const asked = { url: collector.url, install: true, globalPrivacyControl: true };
    const byPage = await visit('value', { page: asked });
    expect(
      await page.evaluate(() => 'globalPrivacyControl' in navigator && navigator.globalPrivacyControl),
    ).toBe(true);
    await eventually(async () => (await setting(page, 'upload')) === false, { ...LONG, what: 'a no' });
    await isTold(byPage.pushAlone);
    expect(came(byPage.site)).toEqual([]);

    const byWorker = await visit('nothing', { worker: { ...asked, within: 600 } });
    await isTold(byWorker.pushAlone);
    expect(came(byWorker.site)).toEqual([]);
  }, 90_000);
});
