import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPages, type ViewerPages } from './open-page.ts';

let pages: ViewerPages;
beforeAll(async () => {
  pages = await openPages();
});
afterAll(() => pages.close());

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
/** How long anything may take on a busy machine. */
const PATIENCE = { timeout: 30_000 };

/** A finger that goes from one place to another, as the browser sees it. */
async function swipe(
  page: Page,
  from: readonly [number, number],
  to: readonly [number, number],
): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number, y: number) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] });
  await touch('touchStart', from[0], from[1]);
  for (let step = 1; step <= 6; step++) {
    const part = step / 6;
    await touch('touchMove', from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part);
  }
  await touch('touchEnd', to[0], to[1]);
  await session.detach();
}

/** Id of the entry that the address names. */
const entry = (page: Page): string | null => new URL(page.url()).searchParams.get('e');

/** Opens the details of the fourth row. Returns the ids of that entry and of the one after it. */
async function openDetails(page: Page): Promise<readonly [string, string]> {
  await page.locator('.os-rows-shown > [role=row]').nth(3).tap(PATIENCE);
  await page.getByRole('region', { name: 'Details' }).waitFor(PATIENCE);
  await expect.poll(() => entry(page), PATIENCE).not.toBeNull();
  const first = String(entry(page));
  await page.getByRole('button', { name: 'Next event' }).click(PATIENCE);
  await expect.poll(() => entry(page), PATIENCE).not.toBe(first);
  const second = String(entry(page));
  await page.getByRole('button', { name: 'Previous event' }).click(PATIENCE);
  await expect.poll(() => entry(page), PATIENCE).toBe(first);
  return [first, second];
}

test('on a phone details are a sheet: a finger and a key go to the next event and back; down it closes', async () => {
  const page = await pages.open('/viewer?view=flat', PHONE);
  const [first, second] = await openDetails(page);
  await swipe(page, [330, 176], [60, 180]);
  await expect.poll(() => entry(page), PATIENCE).toBe(second);
  await swipe(page, [60, 176], [330, 180]);
  await expect.poll(() => entry(page), PATIENCE).toBe(first);
  await page.getByRole('tabpanel').focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => entry(page), PATIENCE).toBe(second);
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => entry(page), PATIENCE).toBe(first);
  // Too short, or up and down, is no step: one that is leads to the second event, not to a later one.
  await swipe(page, [300, 176], [270, 176]);
  await swipe(page, [300, 440], [310, 260]);
  await swipe(page, [330, 176], [60, 180]);
  await expect.poll(() => entry(page), PATIENCE).not.toBe(first);
  expect(entry(page)).toBe(second);
  const { y } = (await page.locator('.os-details-head').boundingBox()) ?? { y: 0 };
  await swipe(page, [120, y + 6], [125, y + 260]);
  await page.getByRole('region', { name: 'Details' }).waitFor({ state: 'detached', ...PATIENCE });
  await expect.poll(() => entry(page), PATIENCE).toBeNull();
  await page.context().close();
});

test('where one writes from the right, the next event is to the right', async () => {
  const page = await pages.open('/viewer?rtl&view=flat', PHONE);
  const [, second] = await openDetails(page);
  await swipe(page, [60, 176], [330, 180]);
  await expect.poll(() => entry(page), PATIENCE).toBe(second);
  await page.context().close();
});

test('on a phone Share is the main action: a page goes to the share sheet, with words', async () => {
  const page = await pages.open('/viewer', PHONE);
  // The share sheet is the system's: what it is handed is what counts.
  await page.evaluate(() => {
    const shared: unknown[] = [];
    Object.assign(globalThis, { shared });
    Object.assign(Navigator.prototype, {
      canShare: () => true,
      share: async ({ files, text, title }: ShareData) => {
        const [file] = files ?? [];
        shared.push({ text, title, name: file?.name, type: file?.type, page: await file?.text() });
      },
    });
  });
  const share = page.locator('.os-panel-acts .os-main-action');
  expect(await share.textContent()).toBe('Share');
  // How high what a finger hits is, and where it ends.
  const [height, end] = await share.evaluate((button) => {
    const { left, top, bottom, width } = button.getBoundingClientRect();
    const hit = Array.from({ length: 60 }, (_, index) => Math.round((top + bottom) / 2) - 30 + index).filter(
      (y) => button.contains((button.getRootNode() as ShadowRoot).elementFromPoint(left + width / 2, y)),
    );
    return [hit.length, hit.at(-1) ?? 0];
  });
  expect(height).toBeGreaterThanOrEqual(44);
  expect(end).toBeLessThan(844 / 3);
  await share.tap(PATIENCE);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Everything' }).tap(PATIENCE);
  const main = dialog.locator('.os-main-action:not(fieldset[disabled] *)');
  expect(await main.textContent(PATIENCE)).toBe('Share');
  await main.tap(PATIENCE);
  await page.waitForFunction(() => (globalThis as unknown as { shared: unknown[] }).shared.length > 0);
  const [shared] = await page.evaluate(
    () => (globalThis as unknown as { shared: Record<string, string>[] }).shared,
  );
  expect(shared?.name).toMatch(/^offstage-\d{8}T\d{6}\.html$/);
  expect([shared?.type, shared?.title]).toEqual(['text/html', shared?.name]);
  expect(shared?.text).toMatch(/error.*Chrome \d+/is);
  expect(shared?.page).toContain('<!doctype html>');
  await page.context().close();
});

test('a window that becomes narrow shows what a phone shows; what somebody chose stays', async () => {
  const page = await pages.open('/viewer', { viewport: { width: 1024, height: 768 } });
  const timeline = page.getByRole('region', { name: 'Timeline' });
  const button = page.getByRole('button', { name: 'Timeline' });
  await timeline.waitFor(PATIENCE);
  await page.setViewportSize({ width: 390, height: 844 });
  await timeline.waitFor({ state: 'detached', ...PATIENCE });
  await page.setViewportSize({ width: 1024, height: 768 });
  await timeline.waitFor(PATIENCE);
  await button.click(PATIENCE);
  await timeline.waitFor({ state: 'detached', ...PATIENCE });
  await button.click(PATIENCE);
  await timeline.waitFor(PATIENCE);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.locator('.os-viewer[data-compact]').waitFor(PATIENCE);
  expect(await timeline.count()).toBe(1);
  await page.context().close();
});
