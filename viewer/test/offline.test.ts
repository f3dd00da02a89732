import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPages, type ViewerPages } from './open-page.ts';

let pages: ViewerPages;
beforeAll(async () => {
  pages = await openPages();
});
afterAll(() => pages.close());

/** How long anything may take on a busy machine. */
const PATIENCE = { timeout: 30_000 };
const SAID = 'Its code could not be loaded. Once online, try again, or reload the page.';
const PARTS =
  /\/(BucketTable|Help|Palette|ReportPanelBody|ReportProblem|SelectedDetails|StatePanel|WhyDialog|save-log|read-file)-[^/]*\.js$/;

/** A viewer that lost the network before anything was loaded but its first view. */
const offline = (address: string): Promise<Page> =>
  pages.open(address, {}, (page) => page.route(PARTS, (route) => route.abort('internetdisconnected')));

interface Opened {
  readonly what: string;
  readonly address?: string;
  open(page: Page): Promise<unknown>;
  /** Is there when it was loaded. */
  readonly shown: string;
}

const press = (name: string) => (page: Page) => page.getByRole('button', { name }).first().click(PATIENCE);
const DIALOG = '[role=dialog], dialog[open]';
const OPENED: readonly Opened[] = [
  { what: 'a problem to report', open: press('Report a problem'), shown: DIALOG },
  { what: 'the keys', open: press('Keyboard shortcuts'), shown: DIALOG },
  { what: 'the commands', open: press('Commands'), shown: DIALOG },
  {
    what: 'the check-list',
    address: '/viewer/push-messaging',
    open: press('Why did my push not show?'),
    shown: DIALOG,
  },
  {
    what: 'details',
    open: (page) => page.locator('.os-rows-shown > [role=row]').first().click(PATIENCE),
    shown: '.os-details',
  },
  { what: 'the timeline as a table', open: press('As a table'), shown: '.os-bucket-table' },
  { what: 'what is registered', address: '/viewer/state', open: async () => {}, shown: 'h2' },
  { what: 'reports', address: '/viewer/reporting-api', open: async () => {}, shown: '.os-rows-shown' },
];

test.each(OPENED)(
  '$what: what could not be loaded says what happened and what to do, and nothing else is lost',
  async ({ address = '/viewer', open, shown }) => {
    const page = await offline(address);
    await open(page);
    const alert = page.getByRole('alert').filter({ hasText: SAID });
    await alert.waitFor(PATIENCE);
    expect(await page.getByRole('navigation', { name: 'Panels' }).isVisible()).toBe(true);
    const isInSight = async () => {
      const { y = -1, height = 999 } = (await alert.boundingBox(PATIENCE)) ?? {};
      return y >= 0 && y + height <= 800;
    };
    await expect.poll(isInSight, PATIENCE).toBe(true);
    await page.unroute(PARTS);
    await alert.getByRole('button', { name: 'Try again' }).click(PATIENCE);
    await page.locator(shown).first().waitFor(PATIENCE);
    await expect.poll(() => alert.count(), PATIENCE).toBe(0);
    await page.context().close();
  },
);

test('saving events: the file is written once there is what writes it', async () => {
  const page = await offline('/viewer');
  await press('Save events')(page);
  await page.getByRole('menuitem', { name: /Offstage log/ }).click(PATIENCE);
  const alert = page.getByRole('alert').filter({ hasText: SAID });
  await alert.waitFor(PATIENCE);
  await page.unroute(PARTS);
  const [download] = await Promise.all([
    page.waitForEvent('download', PATIENCE),
    alert.getByRole('button', { name: 'Try again' }).click(PATIENCE),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.jsonl$/);
  expect(await alert.count()).toBe(0);
  await page.context().close();
});
