import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import type { BrowserStage } from '../browsers/browser-stage.ts';
import type { OpenSite } from '../browsers/site.ts';
import { wake } from '../browsers/wake.ts';
import { launchWebKitFor } from './launch-webkit-for.ts';

// WebKit ends a worker 20 s after its last page has gone; milliseconds.
const GONE = 23_000;

// What the browser says of a violation that a test provoked.
const PROVOKED =
  /Refused to|violates|Content Security Policy|Content-Security-Policy|Integrity-Policy|Cross-Origin-/;

/** WebKitGTK with a site open and its worker active. */
export async function setWebKitStage(openSite: OpenSite): Promise<BrowserStage> {
  const { webkit, site, close } = await launchWebKitFor(openSite);
  const { version, notifications, goto, evaluate, press, resize, screenshot, complaints } = webkit;
  const stage: BrowserStage = {
    version,
    origin: site.origin,
    notifications,
    goto,
    evaluate,
    press,
    resize,
    screenshot,
    async fallAsleep() {
      await goto('about:blank');
      await delay(GONE);
    },
    async close() {
      await close();
      // So WebKit calls a request that the end of its page cut off, and of one's own origin nothing else.
      const cutOff = `Fetch API cannot load ${site.origin}/`;
      const left = complaints().filter((text) => !PROVOKED.test(text) && !text.includes(cutOff));
      expect(left).toEqual([]);
    },
  };
  await wake(stage);
  return stage;
}
