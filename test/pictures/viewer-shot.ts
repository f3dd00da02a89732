import type { Locator, Page } from 'playwright-core';
import { untilStill } from '../../viewer/test/until-still.ts';
import type { Part } from './camera.ts';

/** Every row with cells: not the head. */
const ROWS = '[role=row]:has([role=gridcell])';

/** Opens a panel of the viewer in the demo, by lifetimes, and waits until all is there. */
export async function openPanel(page: Page, origin: string, panel = ''): Promise<void> {
  await page.goto(`${origin}/viewer${panel}`);
  await page.locator(ROWS).first().waitFor();
  const lifetimes = page.getByRole('button', { name: 'Lifetimes', exact: true });
  if (await lifetimes.isVisible()) await lifetimes.click();
  // The doctor comes last.
  await page.locator('.os-doctor-clean, .os-doctor-count').first().waitFor();
  await untilStill(page);
}

/** The same for the second time: nothing is new any more. */
export async function openPanelAgain(page: Page, origin: string, panel?: string): Promise<void> {
  await openPanel(page, origin, panel);
  await page.goto(`${origin}/services`);
  await openPanel(page, origin, panel);
}

/** The last row with these words. */
export const rowWith = (page: Page, words: string): Locator =>
  page.locator(ROWS).filter({ hasText: words }).last();

/** Selects it, and waits for its story. */
export async function openStory(page: Page, words: string): Promise<void> {
  await rowWith(page, words).click();
  await page.getByRole('list', { name: 'What became of it' }).waitFor();
  await untilStill(page);
}

/** The viewer without the app around it. */
export async function viewerPart(page: Page): Promise<Part> {
  const box = await page.locator('[data-offstage-viewer]').boundingBox();
  if (box === null) throw new Error('NO_VIEWER: the viewer is not on the page.');
  return box;
}

/** Moves the bar below the table, as a person does, until the details are so high, CSS pixels. */
export async function makeRoom(page: Page, height: number): Promise<void> {
  const bar = page.getByRole('separator', { name: 'Resize the details' });
  const details = page.getByRole('region', { name: 'Details' });
  for (let step = 0; step < 20; step += 1) {
    const box = await details.boundingBox();
    if (box !== null && box.height >= height) return;
    await bar.press('ArrowUp');
  }
}
