import { mkdirSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeSource, openPages, type ViewerPages } from './open-page.ts';

let pages: ViewerPages;
beforeAll(async () => {
  pages = await openPages();
});
afterAll(() => pages.close());

/** Pictures are kept where `OFFSTAGE_SCREENSHOTS` says, for people to look at. */
const FOLDER = process.env.OFFSTAGE_SCREENSHOTS;
const PHONE = { hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

const FORMS = [
  { name: '1440', width: 1440, height: 900 },
  { name: '1024', width: 1024, height: 768 },
  { name: '768', width: 768, height: 1024 },
  { name: '390', width: 390, height: 844, options: PHONE },
  // 1440 × 900 at 200 %.
  { name: 'zoom-200', width: 720, height: 450, options: { deviceScaleFactor: 2 } },
  { name: 'dark', width: 1440, height: 900, options: { colorScheme: 'dark' as const } },
];

test.each(FORMS)(
  '$name: the check-list fits, is reached by keys alone, and axe finds nothing',
  async ({ name, width, height, options = {} }) => {
    const page = await pages.open('/viewer/push-messaging', { viewport: { width, height }, ...options });
    const button = page.locator('.os-why-button button').first();
    await page.locator('.os-funnel-step b').filter({ hasText: /^\d/ }).first().waitFor();
    if (FOLDER !== undefined) {
      mkdirSync(FOLDER, { recursive: true });
      await page.screenshot({ path: `${FOLDER}/funnel-${name}.png` });
    }
    await button.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('list', { name: 'Check-list' }).waitFor();
    await dialog.locator('li[aria-current=step]').waitFor();
    const box = await dialog.boundingBox();
    expect(
      box && box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height,
    ).toBe(true);
    expect(await dialog.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(0);
    if (FOLDER !== undefined) await page.screenshot({ path: `${FOLDER}/why-${name}.png` });
    await page.evaluate(axeSource());
    const found = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } };
      const { violations } = await axe.run({ resultTypes: ['violations'] });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(', ')}`);
    });
    expect(found).toEqual([]);
    // Tab goes through what can be pressed, Escape goes back to where one was.
    await page.keyboard.press('Tab');
    expect(await dialog.evaluate((one) => one.matches(':focus-within'))).toBe(true);
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog.count()).toBe(0);
    expect(await button.evaluate((one) => one.matches(':focus'))).toBe(true);
    await page.context().close();
  },
);
