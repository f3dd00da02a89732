import { setTimeout as delay } from 'node:timers/promises';
import { diagnose } from '@offstage/sw-plugin/doctor';
import { expect } from 'vitest';
import type { BrowserStage } from './browser-stage.ts';
import type { Feature } from './feature.ts';
import { logOf } from './log-of.ts';
import { wake } from './wake.ts';

/** Firefox's `dom.push.maxQuotaPerSubscription`. */
const QUOTA = 16;

// Firefox counts a push some time after it was handled, here 100 ms: `dom.push.quotaUpdateDelay`.
const COUNTED = 600;

/**
 * As many silent pushes as Firefox lets pass, with no page open and no notification on screen, and one more.
 *
 * @returns whether the browser took the last one
 */
export async function spendQuota(stage: BrowserStage): Promise<boolean> {
  await stage.push?.('before the silent ones');
  await stage.notifications.waitFor('Pushed');
  for (const id of stage.notifications.shown.keys()) stage.notifications.dismiss(id);
  await stage.fallAsleep();
  for (let count = 1; count <= QUOTA; count += 1) await stage.push?.(`silent ${count}`);
  await delay(COUNTED);
  const taken = await stage.push?.('silent, and one too many').then(
    () => true,
    () => false,
  );
  await wake(stage);
  return taken ?? false;
}

export const quotaFeature: Feature = {
  name: 'Push quota spent by silent pushes, and the doctor’s word on it',
  async play(stage) {
    expect(await spendQuota(stage)).toBe(false);
    const findings = diagnose(await logOf(stage));
    const [finding] = findings.filter(({ rule }) => rule === 'D33');
    expect(finding?.cause).toContain(String(QUOTA));
  },
};
