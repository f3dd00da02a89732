import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from './browser.ts';
import type { BrowserStage } from './browser-stage.ts';
import type { Feature } from './feature.ts';
import { writeSeen } from './seen.ts';
import type { OpenSite } from './site.ts';

export interface Play {
  /** Of the README's table. */
  readonly group: string;
  readonly features: readonly Feature[];
  readonly openSite: OpenSite;
  /** Before the first feature. */
  prepare?(stage: BrowserStage): Promise<void>;
}

/**
 * Makes one test per feature: it is played, or, where the browser can't, that is what is checked. When all of them ran,
 * what was seen is kept for the table.
 */
export function playFeatures(browser: Browser, { group, features, openSite, prepare }: Play): void {
  let stage: BrowserStage;
  const seen: Record<string, string> = {};

  beforeAll(async () => {
    stage = await browser.setStage(openSite);
    return () => stage.close();
  });
  if (prepare) beforeAll(() => prepare(stage));
  afterAll(() => {
    if (Object.keys(seen).length === features.length)
      writeSeen({ browser: browser.name, version: stage.version, group, features: seen });
  });

  test.each(features)('$name', async ({ name, play }) => {
    const lack = browser.lacks[name];
    if (lack === undefined) {
      await play(stage);
      seen[name] = browser.behindFlag?.includes(name) ? 'seen, behind a flag' : 'seen';
    } else {
      // The day this fails the browser has learned it, and it is to be played.
      expect(await lack.holds(stage), lack.why).toBe(true);
      seen[name] = lack.why;
    }
  });
}
