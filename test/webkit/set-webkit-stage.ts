import { expect } from 'vitest';
import type { BrowserStage } from '../browsers/browser-stage.ts';
import type { Site } from '../browsers/site.ts';
import { wake } from '../browsers/wake.ts';
import { launchWebKit, type WebKit } from './launch-webkit.ts';

// WebKit ends a worker 20 s after its last page has gone; milliseconds.
const GONE = 23_000;

// What the browser says of a violation that a test provoked.
const PROVOKED =
  /Refused to|violates|Content Security Policy|Content-Security-Policy|Integrity-Policy|Cross-Origin-/;

/** WebKitGTK with a site open and its worker active. */
export async function setWebKitStage(
  openSite: () => Promise<Site>,
): Promise<BrowserStage & { readonly webkit: WebKit }> {
  const site = await openSite();
  const webkit = await launchWebKit(site.origin).catch(async (error) => {
    await site.close();
    throw error;
  });
  const stage: BrowserStage & { readonly webkit: WebKit } = {
    webkit,
    browser: 'WebKitGTK',
    version: webkit.version,
    origin: site.origin,
    notifications: webkit.notifications,
    goto: webkit.goto,
    resize: webkit.resize,
    screenshot: webkit.screenshot,
    evaluate: webkit.evaluate,
    async fallAsleep() {
      await webkit.goto('about:blank');
      await new Promise((resolve) => setTimeout(resolve, GONE));
    },
    async close() {
      await webkit.close();
      await site.close();
      expect(webkit.complaints().filter((text) => !PROVOKED.test(text))).toEqual([]);
    },
  };
  await wake(stage);
  return stage;
}
