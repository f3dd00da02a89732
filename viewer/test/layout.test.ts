import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPages, type ViewerPages } from './open-page.ts';
import { untilStill } from './until-still.ts';

let pages: ViewerPages;
beforeAll(async () => {
  pages = await openPages();
});
afterAll(() => pages.close());

/** Pictures are kept where `OFFSTAGE_SCREENSHOTS` says, for people to look at. */
const FOLDER = process.env.OFFSTAGE_SCREENSHOTS;

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
  { name: '1180', width: 1180, height: 900, chrome: 220 },
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

const PANELS = ['/viewer', '/viewer/push-messaging', '/viewer/reporting-api', '/viewer/state'];

async function picture(page: Page, name: string): Promise<void> {
  if (FOLDER === undefined) return;
  mkdirSync(FOLDER, { recursive: true });
  await page.screenshot({ path: `${FOLDER}/${name}.png` });
}

/** What lies on each other of what can be pressed, what is cut, and what leaves the window, as short texts. */
const faults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const root = document.querySelector('[data-offstage-viewer]')?.shadowRoot as ShadowRoot;
    const found: string[] = [];
    const nameOf = (element: Element): string =>
      element.getAttribute('aria-label') ?? (element.textContent ?? '').slice(0, 40);
    // A sheet covers what is below it; what counts then is the sheet.
    const sheet = root.querySelector('.os-split[data-sheet] .os-split-second');
    const seen = [
      ...root.querySelectorAll<HTMLElement>('button, input, select, a, output, [role=slider], h1, h2'),
    ].filter(
      (one) =>
        one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
        getComputedStyle(one).clipPath === 'none' &&
        (sheet === null || sheet.contains(one)) &&
        !one.closest('.os-brush-handle, .os-rows, .os-json-copy') &&
        !one.matches('[role=slider]'),
    );
    // What is scrolled out of sight inside its own box lies under nothing.
    const shown = seen.flatMap((element) => {
      let { left, right, top, bottom } = element.getBoundingClientRect();
      for (let box = element.parentElement; box; box = box.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(box);
        const edge = box.getBoundingClientRect();
        if (overflowX !== 'visible') [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
        if (overflowY !== 'visible') [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
      }
      return right - left > 1 && bottom - top > 1 ? [{ element, left, right, top, bottom }] : [];
    });
    for (const [index, a] of shown.entries()) {
      for (const b of shown.slice(index + 1)) {
        if (a.element.contains(b.element) || b.element.contains(a.element)) continue;
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > 1.5 && high > 1.5)
          found.push(
            `${nameOf(a.element)} lies on ${nameOf(b.element)}: ${Math.round(wide)} × ${Math.round(high)}`,
          );
      }
      if (a.right > innerWidth + 1 || a.left < -1) found.push(`${nameOf(a.element)} leaves the window`);
    }
    // A text that is cut must be readable some other way: a tooltip, a name, its own scroll bar, the details.
    for (const one of root.querySelectorAll<HTMLElement>(
      'button span, .os-panel-name, .os-filter-count, .os-source-state, h1, h2, label',
    )) {
      if (!one.checkVisibility() || one.closest('.os-rows') || getComputedStyle(one).clipPath !== 'none')
        continue;
      const cut =
        one.scrollWidth > one.clientWidth + 1 &&
        one.clientWidth > 0 &&
        getComputedStyle(one).overflowX !== 'visible';
      const said =
        one.closest('[title]') !== null ||
        one.closest('[aria-label]')?.matches('button') ||
        one.closest('.os-source-state');
      if (cut && !said) found.push(`${nameOf(one)} is cut`);
    }
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page is wider than the window');
    return found;
  });

const withQuery = (address: string, form: Form): string => `${address}${form.address ?? ''}`;

test.each(FORMS)(
  '$name: nothing lies on anything, nothing is cut, rows and details can be reached',
  async (form) => {
    const { name, width, height, options = {}, chrome } = form;
    const wrong: string[] = [];
    const look = async (address: string): Promise<void> => {
      const page = await pages.open(withQuery(address, form), { viewport: { width, height }, ...options });
      const label = `${name}${address.replace(/^\/viewer/, '').replaceAll('/', '-') || '-all'}`;
      await untilStill(page);
      await picture(page, label);
      for (const fault of await faults(page)) wrong.push(`${label}: ${fault}`);
      const row = page.locator('.os-rows-shown > [role=row]').first();
      if ((await row.count()) > 0) {
        const top = await page.locator('.os-rows').evaluate((rows) => {
          const grid = rows.closest('.os-grid') as HTMLElement;
          return grid.getBoundingClientRect().top + (rows as HTMLElement).offsetTop;
        });
        const reached = await row.evaluate((one) => {
          one.scrollIntoView({ block: 'nearest' });
          const { top: from, bottom } = one.getBoundingClientRect();
          return from >= 0 && bottom <= innerHeight;
        });
        if (!reached) wrong.push(`${label}: the first row cannot be scrolled to`);
        if (chrome !== undefined && address === '/viewer' && top > chrome)
          wrong.push(`${label}: ${Math.round(top)} px above the first row`);
        await row.click();
        const details = page.getByRole('region', { name: 'Details' });
        if (await details.count()) {
          await untilStill(page);
          const close = details.getByRole('button', { name: 'Close' });
          await close.scrollIntoViewIfNeeded();
          await picture(page, `${label}-details`);
          const at = await close.boundingBox();
          if (at === null || at.y < 0 || at.y + at.height > height)
            wrong.push(`${label}: the details cannot be closed`);
          for (const fault of await faults(page))
            if (!options || !('hasTouch' in options)) wrong.push(`${label} details: ${fault}`);
        }
      }
      await page.context().close();
    };
    await Promise.all(PANELS.map(look));
    expect(wrong).toEqual([]);
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
