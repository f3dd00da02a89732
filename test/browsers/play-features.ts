import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BrowserStage } from './browser-stage.ts';
import type { Feature, Lack } from './feature.ts';
import { writeSeen } from './seen.ts';

/**
 * Makes one test per feature: it is played, or, where the browser can't, that is what is checked. When all of them ran,
 * what was seen goes into `seen.json`.
 */
export function playFeatures(
  group: string,
  setStage: () => Promise<BrowserStage>,
  features: readonly Feature[],
  lacks: Readonly<Record<string, Lack>>,
): void {
  let stage: BrowserStage;
  const seen: Record<string, string> = {};

  beforeAll(async () => {
    stage = await setStage();
    return () => stage.close();
  });
  afterAll(() => {
    if (Object.keys(seen).length === features.length) {
      writeSeen(stage.browser, stage.version, group, seen);
    }
  });

  test.each(features)('$name', async ({ name, play }) => {
    const lack = lacks[name];
    if (lack === undefined) {
      await play(stage);
      seen[name] = 'seen';
    } else {
      // The day this fails the browser has learned it, and it is to be played.
      expect(await lack.holds(stage), lack.why).toBe(true);
      seen[name] = lack.why;
    }
  });

  test('nothing is said to be lacking that is no feature', () => {
    expect(features.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(lacks)));
  });
}
