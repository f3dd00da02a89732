import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { availableBrowsers } from '../browsers/available-browsers.ts';
import type { Certificates } from '../kit/src/certificates/create-certificates.ts';
import { eventually } from '../kit/src/eventually.ts';
import { type ConsentSite, type ConsentSiteOptions, consentSite } from '../upload/consent-site.ts';
import { type Collector, startCollector } from '../upload/start-collector.ts';
import { launchWebKitFor } from '../webkit/launch-webkit-for.ts';

// In WebKit a worker that is busy while no page is there is taken for a slow one. It lives for 20 s after its last page.

const LONG = { timeout: 30_000 };
const isHere = availableBrowsers().filter(({ name }) => name === 'WebKitGTK');

test.each(isHere)(
  '$name, and no page: the worker sends at the next visit, and at once only where it was asked to',
  async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'offstage-webkit-upload-'));
    let collector: Collector | undefined;
    const open = (certificates: Certificates, to: Collector, worker: ConsentSiteOptions['worker']) =>
      consentSite({ certificates, page: { url: to.url }, worker: { within: 600, ...worker } });
    const { webkit, site, close } = await launchWebKitFor(async ({ certificates }) => {
      collector = await startCollector(folder, certificates, 'localhost');
      const byDefault = await open(certificates, collector, {});
      const asked = await open(certificates, collector, { webkit: true });
      return {
        origin: byDefault.origin,
        byDefault,
        asked,
        async close() {
          await byDefault.close();
          await asked.close();
        },
      };
    });
    const { came } = collector as unknown as Collector;
    const byWorkerAlone = ({ origin }: ConsentSite) =>
      came.filter((entry) => entry.origin === `${origin}/` && entry.instanceId === 'alone');

    /** A page says yes; when it has gone its worker does something that is logged. */
    async function actAlone({ origin, told }: ConsentSite): Promise<void> {
      await webkit.goto(`${origin}/app?value`);
      await webkit.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await eventually(() => came.some((entry) => entry.origin === `${origin}/`), {
        ...LONG,
        what: 'what page and worker send while both are there',
      });
      await webkit.evaluate(() =>
        navigator.serviceWorker.ready.then(({ active }) => active?.postMessage('act when you are alone')),
      );
      await webkit.goto('about:blank');
      await eventually(() => told.includes('alone'), { ...LONG, what: 'the worker without a page' });
    }

    try {
      const { byDefault, asked } = site;
      await actAlone(byDefault);
      const { told } = byDefault;
      // The round after it has looked for pages, found none, and is over.
      await eventually(() => told.slice(told.indexOf('alone')).includes(0), {
        ...LONG,
        what: 'a look for pages that finds none',
      });
      expect(byWorkerAlone(byDefault)).toEqual([]);

      await actAlone(asked);
      await eventually(() => byWorkerAlone(asked).length > 0, { ...LONG, what: 'what the worker did alone' });
      expect(byWorkerAlone(byDefault)).toEqual([]);

      await webkit.goto(`${byDefault.origin}/app?value`);
      await eventually(() => byWorkerAlone(byDefault).length > 0, { ...LONG, what: 'the next visit’s post' });
    } finally {
      await close();
      await collector?.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  },
  150_000,
);
