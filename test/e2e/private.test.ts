import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { availableBrowsers } from '../browsers/available-browsers.ts';
import type { BrowserStage } from '../browsers/browser-stage.ts';
import { evaluateIn } from '../browsers/evaluate-in.ts';
import { unattendedStage } from '../browsers/unattended-stage.ts';
import { launchFirefox } from '../firefox/launch-firefox.ts';
import type { Certificates } from '../kit/src/certificates/create-certificates.ts';
import { eventually } from '../kit/src/eventually.ts';
import { readLog } from '../log/read-log.ts';
import { type ConsentSite, consentSite } from '../upload/consent-site.ts';
import { type Collector, startCollector } from '../upload/start-collector.ts';
import { launchWebKitFor } from '../webkit/launch-webkit-for.ts';

// A private window keeps its databases in memory, or sealed. It is recorded, read and sent as any other, until it is closed.

const LONG = { timeout: 30_000 };

type PrivateStage = Pick<BrowserStage, 'goto' | 'evaluate' | 'close'>;
type Open = (visitor: { readonly certificates: Certificates }) => Promise<ConsentSite>;

const OPENED: Readonly<Record<string, (open: Open) => Promise<PrivateStage>>> = {
  Chromium: (open) => unattendedStage(open, ['--incognito']),
  async 'Firefox ESR'(open) {
    const { page, certificates, close } = await launchFirefox({
      preferences: { 'browser.privatebrowsing.autostart': true },
    });
    const site = await open({ certificates });
    return {
      goto: async (url) => {
        await page.goto(url);
      },
      evaluate: evaluateIn(page),
      close: () => close().then(site.close),
    };
  },
  async WebKitGTK(open) {
    const { webkit, close } = await launchWebKitFor(open, true);
    return { goto: webkit.goto, evaluate: webkit.evaluate, close };
  },
};

test.each(availableBrowsers())(
  '$name: a private window is recorded, read and sent from, and nothing goes wrong in it',
  async ({ name }) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'offstage-private-'));
    let collector: Collector | undefined;
    let origin = '';
    const stage = await (OPENED[name] as (open: Open) => Promise<PrivateStage>)(async ({ certificates }) => {
      collector = await startCollector(folder, certificates, 'localhost');
      const site = await consentSite({ certificates, page: { url: collector.url } });
      origin = site.origin;
      return site;
    });
    try {
      await stage.goto(`${origin}/app?value`);
      const inLog = async (): Promise<readonly string[]> =>
        (await readLog(stage)).filter(({ service }) => service !== 'reporting').map(({ id }) => id);
      await eventually(
        async () => (await readLog(stage)).some(({ event }) => event === 'activate event completed'),
        { ...LONG, what: 'a worker that is active, in the log' },
      );
      // All of it arrives, and what the page and the worker said of themselves among it.
      await eventually(
        async () => {
          const came = (collector as Collector).came.map(({ id }) => id);
          return (await inLog()).every((id) => came.includes(id));
        },
        { ...LONG, what: 'all of the log at the server' },
      );
      const { came } = collector as unknown as Collector;
      expect(new Set(came.map(({ context }) => context))).toEqual(new Set(['page', 'worker']));
      // As in any window: the viewer has a log to show.
      await eventually(() => stage.evaluate(() => offstage.log.state === 'connected'), {
        ...LONG,
        what: 'a page that is connected',
      });
      expect(await stage.evaluate(() => (globalThis as unknown as { errors: string[] }).errors)).toEqual([]);
    } finally {
      await stage.close();
      await (collector as Collector | undefined)?.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  },
  120_000,
);
