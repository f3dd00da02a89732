import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LookedAt, lookAround, PANELS } from './look-around.ts';
import { openPages, type ViewerPages } from './open-page.ts';

let pages: ViewerPages;
beforeAll(async () => {
  pages = await openPages();
});
afterAll(() => pages.close());

interface Form {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly address?: string;
  readonly options?: object;
  /** CSS pixels above the first row at most. */
  readonly chrome?: number;
}

const PHONE = { hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
const FORMS: readonly Form[] = [
  { name: '1440', width: 1440, height: 900, chrome: 220 },
  { name: '1180', width: 1180, height: 900, address: '?hole', chrome: 220 },
  { name: '1024', width: 1024, height: 768 },
  { name: '768', width: 768, height: 1024 },
  { name: '390', width: 390, height: 844, options: PHONE, chrome: 211 },
  // 1440 × 900 at 200 %.
  { name: 'zoom-200', width: 720, height: 450, options: { deviceScaleFactor: 2 } },
  { name: 'dark', width: 1440, height: 900, options: { colorScheme: 'dark' }, chrome: 220 },
  { name: 'rtl', width: 1180, height: 900, address: '?rtl', chrome: 220 },
  { name: 'generated-rtl', width: 1440, height: 900, address: '?rtl&generated' },
  { name: 'forced-colours', width: 1440, height: 900, options: { forcedColors: 'active' }, chrome: 220 },
];

test.each(FORMS)(
  '$name: nothing lies on anything, nothing is cut, rows and details can be reached (B13, B14)',
  async ({ name, width, height, options = {}, address, chrome }) => {
    const page = await pages.open(`/viewer${address ?? ''}`, { viewport: { width, height }, ...options });
    const looked = {
      goto: (next: string) =>
        // The router's own way: nothing has to be loaded again.
        page.evaluate((url) => {
          history.pushState(null, '', url);
          dispatchEvent(new PopStateEvent('popstate', { state: null }));
        }, next),
      evaluate: page.evaluate.bind(page) as LookedAt['evaluate'],
      screenshot: async (file: string) => void (await page.screenshot({ path: file })),
    };
    expect(await lookAround(looked, PANELS, { name, ...(address && { search: address }), chrome })).toEqual(
      [],
    );
    await page.context().close();
  },
);

test('B15: a selected row is seen whatever its outcome, and whether or not the table has the focus', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await pages.open('/viewer?view=flat&f=outcome:failed', { colorScheme });
    const rows = page.locator('.os-rows-shown > [role=row][data-tone=failed]');
    await rows.nth(2).click();
    await page.getByRole('region', { name: 'Details' }).locator('.os-details-body').click();
    const look = (which: string) =>
      page
        .locator(`.os-rows-shown > [role=row][data-tone=failed][aria-selected=${which}]`)
        .first()
        .evaluate((row) => {
          const { backgroundColor, boxShadow } = getComputedStyle(row);
          return [backgroundColor, boxShadow];
        });
    const [selected, other] = [await look('true'), await look('false')];
    expect(selected[0]).not.toBe(other[0]);
    expect(selected[1]).not.toBe(other[1]);
    await page.context().close();
  }
});

test('B9: on a phone the panel is in sight, the newest entry on top', async () => {
  const page = await pages.open('/viewer/service-worker', {
    viewport: { width: 390, height: 844 },
    ...PHONE,
  });
  const choice = page.getByRole('navigation', { name: 'Panels' }).getByRole('button');
  expect(await choice.textContent()).toBe('Service worker');
  const box = await choice.boundingBox();
  expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 999) <= 390).toBe(true);
  await choice.tap();
  await page.getByRole('link', { name: /Push messaging/ }).tap();
  await expect.poll(() => choice.textContent()).toBe('Push messaging');
  const times = await page.locator('.os-rows-shown [data-column=time]').allTextContents();
  expect(times.length).toBeGreaterThan(3);
  expect(times).toEqual([...times].sort().reverse());
});

test('on a phone what was found comes first, as cards that lead to the event and what to do', async () => {
  const page = await pages.open('/viewer', { viewport: { width: 390, height: 844 }, ...PHONE });
  const cards = page.getByRole('list', { name: 'Findings' }).getByRole('button');
  await cards.first().waitFor();
  const tall = await cards.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
  expect(Math.min(...tall)).toBeGreaterThanOrEqual(44);
  const title = await cards.first().textContent();
  await cards.first().tap();
  const details = page.getByRole('region', { name: 'Details' });
  await details.getByText('What to do').first().waitFor();
  expect(await details.textContent()).toContain(title?.replace(/^Error/, ''));
  await page.context().close();
});

test('B25: printed, the table is whole', async () => {
  const page = await pages.open('/viewer?view=flat');
  const whole = Number(await page.locator('[role=grid]').getAttribute('aria-rowcount')) - 1;
  const before = await page.locator('.os-rows-shown > [role=row]').count();
  expect(before).toBeLessThan(whole);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  expect(await page.locator('.os-rows-shown > [role=row]').count()).toBe(whole);
  await page.emulateMedia({ media: 'print' });
  const tall = await page.locator('.os-viewer').evaluate((viewer) => viewer.getBoundingClientRect().height);
  expect(tall).toBeGreaterThan(whole * 20);
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect.poll(() => page.locator('.os-rows-shown > [role=row]').count()).toBeLessThan(whole);
});
