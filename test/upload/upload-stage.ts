import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Chromium, launchChromium } from '../browser/launch-chromium.ts';
import { type ConsentSite, type ConsentSiteOptions, consentSite } from './consent-site.ts';
import { type Collector, startCollector } from './start-collector.ts';

/** Chromium, a server that what uploads reach, and the sites that upload to it. */
export interface UploadStage {
  readonly browser: Chromium;
  readonly collector: Collector;
  /** A site of its own, with permissions, whose pages upload to the server. */
  open(more?: ConsentSiteOptions['page']): Promise<ConsentSite>;
  close(): Promise<void>;
}

export async function openUploadStage(): Promise<UploadStage> {
  const folder = mkdtempSync(path.join(tmpdir(), 'offstage-upload-'));
  const browser = await launchChromium();
  const collector = await startCollector(folder, browser.certificates, 'localhost');
  const sites: ConsentSite[] = [];
  return {
    browser,
    collector,
    async open(more = {}) {
      const { certificates } = browser;
      const site = await consentSite({ certificates, page: { url: collector.url, ...more } });
      sites.push(site);
      await browser.grantPermissions(site.origin);
      return site;
    },
    async close() {
      await browser.close();
      await collector.close();
      for (const site of sites) await site.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
