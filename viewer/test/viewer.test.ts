import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeSource, openPages, type ViewerPages } from './open-page.ts';
import { untilStill } from './until-still.ts';

let pages: ViewerPages;
beforeAll(async () => {
  pages = await openPages();
});
afterAll(() => pages.close());

// In one file: its page is built once.
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };
const rowCount = async (page: Page): Promise<number> =>
  Number(await page.locator('[role=grid], [role=treegrid]').getAttribute('aria-rowcount'));
const shownCount = (page: Page): Promise<string> =>
  page.locator('.os-filter-count').textContent().then(String);

/** What a person sees of an element, as the browser computes it. */
const looks = (page: Page, selector: string): Promise<Record<string, string>> =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const style = getComputedStyle(element);
      const seen = [
        'display',
        'color',
        'background-color',
        'font-family',
        'font-size',
        'line-height',
        'letter-spacing',
        'padding',
        'border',
        'height',
        'position',
        'box-sizing',
        'cursor',
      ];
      return Object.fromEntries(seen.map((name) => [name, style.getPropertyValue(name)]));
    });

test('a hostile page changes nothing inside, and nothing leaks out', async () => {
  const plain = await pages.open('/viewer');
  const hostile = await pages.open('/viewer?hostile');
  for (const page of [plain, hostile]) await page.getByRole('row').nth(3).waitFor();
  for (const selector of [
    '.os-button',
    '.os-row',
    '.os-cell',
    '.os-panel-link',
    '.os-filter-input',
    '.os-header',
    '.os-toolbar',
    '.os-standing',
    '.os-brand',
  ]) {
    expect([selector, await looks(hostile, selector)]).toEqual([selector, await looks(plain, selector)]);
  }
  const outside = await plain.evaluate(() => {
    const button = document.body.appendChild(document.createElement('button'));
    button.className = 'os-button os-row';
    return [
      getComputedStyle(button).display,
      document.adoptedStyleSheets.length,
      document.styleSheets.length,
    ];
  });
  expect(outside).toEqual(['inline-block', 0, 1]);
  await plain.evaluate(() => (globalThis as unknown as { unmount(): void }).unmount());
  expect(await plain.locator('#place').innerHTML()).toBe('');
});

test.each([
  ['all services', '/viewer'],
  ['as DevTools', '/viewer/push-messaging?e=e21'],
  ['reports', '/viewer/reporting-api'],
  ['groups', '/viewer/reporting-api?view=lifetimes'],
  ['state', '/viewer/state'],
  ['empty', '/viewer/payment-handler?empty'],
  ['nothing matches', '/viewer?f=nosuchword'],
])('axe finds nothing: %s', async (_, address) => {
  for (const options of [{}, { ...PHONE, colorScheme: 'dark' }] as const) {
    const page = await pages.open(address, options);
    await untilStill(page);
    const show = page.getByRole('button', { name: 'Show findings' });
    // On a phone the details are a sheet over it.
    if (!address.includes('e=') && (await show.isVisible())) await show.click();
    const violations = await page.evaluate(async (source) => {
      // The policy of the page refuses inline scripts; what the debugger evaluates is not one.
      new Function(source)();
      const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } };
      const found = await axe.run({ resultTypes: ['violations'] });
      return found.violations.map(
        ({ id, nodes }) =>
          `${id}: ${nodes
            .slice(0, 3)
            .map(({ html }) => html.slice(0, 160))
            .join(' | ')}`,
      );
    }, axeSource());
    expect(violations).toEqual([]);
    await page.context().close();
  }
});

test('no picture of a log says "0 events" before it was looked through', async () => {
  const page = await pages.open('/viewer?view=flat', {}, (page) =>
    page.addInitScript(() => {
      const seen = new Set<string>();
      Object.assign(globalThis, { seen });
      const look = (): void => {
        const root = document.querySelector('[data-offstage-viewer]')?.shadowRoot;
        const count = root?.querySelector('.os-filter-count')?.textContent;
        if (typeof count === 'string') seen.add(`${count}, ${root?.querySelectorAll('.os-row').length} rows`);
        requestAnimationFrame(look);
      };
      look();
    }),
  );
  await untilStill(page);
  const seen = await page.evaluate(() => [...(globalThis as unknown as { seen: Set<string> }).seen]);
  expect(seen).not.toEqual([]);
  expect(seen.filter((one) => !/^300 events, [1-9]/.test(one))).toEqual([]);
});

test('a person brushes the timeline, zooms, and gives it up', async () => {
  const page = await pages.open('/viewer?view=flat');
  await untilStill(page);
  const before = await shownCount(page);
  const box = await page.locator('.os-histogram-field').boundingBox();
  if (box === null) throw new Error('no timeline');
  await page.mouse.move(box.x + box.width * 0.25, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + 25, { steps: 5 });
  await page.mouse.up();
  await expect.poll(() => page.url()).toContain('t=');
  // The address is ahead of the count, which is drawn when what is in the range was found.
  await untilStill(page);
  const within = await shownCount(page);
  const [shown = 0, whole = 0] = within.match(/\d+/g)?.map(Number) ?? [];
  expect(shown).toBeGreaterThan(whole * 0.1);
  expect(shown).toBeLessThan(whole * 0.5);
  await page.reload();
  await expect.poll(() => shownCount(page)).toBe(within);
  await page.getByRole('slider', { name: 'Start of the time range' }).press('ArrowRight');
  await page.getByRole('slider', { name: 'Start of the time range' }).press('Escape');
  await expect.poll(() => shownCount(page)).toBe(before);
});

test('keys only: filter, walk, open details, go on by palette', async () => {
  const page = await pages.open('/viewer');
  await page.keyboard.press('/');
  await page.keyboard.type('outcome:terminated');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => shownCount(page)).toMatch(/^\d+ of/);
  await page.keyboard.press('Home');
  await page.getByRole('region', { name: 'Details' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('periodic');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/viewer/periodic-background-sync**');
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
});

test('the active row stays in the document while it is scrolled away', async () => {
  const page = await pages.open('/viewer?view=flat&count=2000');
  const grid = page.getByRole('grid');
  await grid.press('Home');
  await grid.evaluate((element) => element.scrollTo(0, 20_000));
  await expect.poll(() => page.locator('[role=row][data-away]').count()).toBe(1);
  const active = await grid.getAttribute('aria-activedescendant');
  expect(await page.locator(`[id="${active}"]`).getAttribute('aria-rowindex')).toBe('2');
});

test('rows that arrive do not move what is being read', async () => {
  const page = await pages.open('/viewer?view=flat&count=2000');
  const grid = page.getByRole('grid');
  const push = (time?: number) =>
    page.evaluate((time) => {
      const { source, made = 0 } = globalThis as unknown as {
        source: { push(...entries: object[]): void; made?: number };
        made?: number;
      };
      const entry = {
        seq: 1,
        service: 'notifications',
        event: 'Notification closed',
        instanceId: '',
        metadata: {},
        detail: {},
        context: 'worker',
        boot: 'x',
        origin: 'https://notes.example/',
        storageKey: 'https://notes.example/',
        scope: '',
        scriptURL: '',
        trusted: true,
      };
      Object.assign(globalThis, { made: made + 1 });
      source.push(...[1, 2, 3].map((n) => ({ ...entry, id: `new${made}.${n}`, time: time ?? Date.now() })));
    }, time);
  const distance = () =>
    grid.evaluate((element) => element.scrollHeight - element.scrollTop - element.clientHeight);
  expect(await distance()).toBeLessThan(2);
  const before = await rowCount(page);
  await push();
  await expect.poll(() => rowCount(page)).toBe(before + 3);
  expect(await distance()).toBeLessThan(2);
  await grid.evaluate((element) => element.scrollTo(0, 5000));
  await page.waitForTimeout(100);
  await push();
  await page.getByRole('button', { name: /3 new/ }).waitFor();
  expect(await grid.evaluate((element) => element.scrollTop)).toBe(5000);
  await page.getByRole('button', { name: /3 new/ }).click();
  await expect.poll(distance).toBeLessThan(2);

  // What comes late takes its place in time: above, so that what is being read moves down with its row.
  const top = () =>
    grid.evaluate((element) => {
      const { top } = element.getBoundingClientRect();
      const rows = [...element.querySelectorAll('.os-rows-shown > [role=row]')];
      const row = rows.find((one) => one.getBoundingClientRect().bottom > top + 27);
      return [
        row?.textContent?.replace(/^\d+/, ''),
        Math.round((row?.getBoundingClientRect().top ?? 0) - top),
      ];
    });
  await grid.evaluate((element) => element.scrollTo(0, 5000));
  await page.waitForTimeout(100);
  const reading = await top();
  const count = await rowCount(page);
  await push(1_000_000_000_000);
  await expect.poll(() => rowCount(page)).toBe(count + 3);
  expect(await top()).toEqual(reading);
  await grid.press('Home');
  expect(await page.locator('[role=row][aria-selected=true]').textContent()).toContain('2001-09-09');
});

test.each(['/viewer?e=e21', '/viewer?e=e21&view=flat', '/viewer?e=e21&view=flat&count=5000'])(
  'the row of a link is in sight: %s',
  async (address) => {
    const page = await pages.open(address);
    const selected = page.locator('[role=row][aria-selected=true]');
    await page.getByRole('region', { name: 'Details' }).waitFor();
    await expect
      .poll(
        () =>
          selected.evaluate((row) => {
            const grid = (row.closest('.os-grid') as Element).getBoundingClientRect();
            const { top, bottom } = row.getBoundingClientRect();
            return top >= grid.top && bottom <= grid.bottom;
          }),
        { timeout: 30_000 },
      )
      .toBe(true);
    await page.context().close();
  },
);

test('a row that is chosen at the end of a live log stays in sight', async () => {
  const page = await pages.open('/viewer?count=400');
  const seen = () =>
    page.locator('[role=row][aria-selected=true]').evaluate((row) => {
      const grid = (row.closest('.os-grid') as Element).getBoundingClientRect();
      const { top, bottom } = row.getBoundingClientRect();
      return top >= grid.top + 26 && bottom <= grid.bottom + 1;
    });
  for (const which of [8, 2]) {
    await page.locator('.os-rows-shown > [role=row][aria-expanded]').nth(which).click();
    await page.getByRole('region', { name: 'Details' }).waitFor();
    await page.waitForTimeout(150);
    expect(await seen()).toBe(true);
    await page.keyboard.press('ArrowRight');
    await page.waitForTimeout(150);
    expect(await seen()).toBe(true);
    await page.keyboard.press('Escape');
  }
});

test('a saved log is opened again, read only', async () => {
  const page = await pages.open('/viewer?f=service:pushMessaging');
  await page.getByRole('button', { name: 'Save events' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: /Offstage log/ }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^offstage-\d{8}T\d{6}\.jsonl$/);
  const file = await download.path();
  const [header, ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  expect(JSON.parse(header ?? '')).toMatchObject({ offstage: 'log', version: 1, entries: lines.length });
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Open a file…' }).click(),
  ]);
  await chooser.setFiles({ name: 'from-a-phone.jsonl', mimeType: 'text/plain', buffer: readFileSync(file) });
  await page.getByText('Opened from a file, read only').waitFor();
  // All of it was saved, whatever was filtered: not only the panel's events.
  expect(lines.some((line) => JSON.parse(line).service !== 'pushMessaging')).toBe(true);
  await expect.poll(() => shownCount(page)).toMatch(new RegExp(`^${lines.length} events`));
  expect(await page.getByRole('button', { name: 'Clear' }).count()).toBe(0);
  await page.reload();
  await page.getByText('from-a-phone.jsonl was open here').waitFor();
  await page.getByRole('button', { name: 'Close it' }).click();
  await page.getByRole('button', { name: 'Save events' }).waitFor();
});

test('on a phone: one column, a sheet for details, targets of 44 pixels', async () => {
  const page = await pages.open('/viewer', PHONE);
  await page.getByRole('row').nth(3).tap();
  await page.getByRole('region', { name: 'Details' }).waitFor();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBe(390);
  await page.getByRole('region', { name: 'Details' }).getByRole('button', { name: 'Close' }).tap();
  await page.getByRole('button', { name: 'Tools' }).tap();
  await page.getByRole('button', { name: 'All services' }).tap();
  const small = await page
    .locator('.os-header button, .os-toolbar button, .os-panel-link, .os-details-actions button')
    .evaluateAll((all) =>
      all
        .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44)
        .map((one) => one.outerHTML.slice(0, 120)),
    );
  expect(small).toEqual([]);
});

test('B23: right to left, a name stands before its value, a rule apart from its title, JSON within its section', async () => {
  const page = await pages.open('/viewer/push-messaging?rtl&f=outcome:failed');
  await page
    .locator('.os-rows-shown > [role=row][data-tone=failed]', { hasText: 'Push event dispatched' })
    .first()
    .click();
  const details = page.getByRole('region', { name: 'Details' });
  await details.locator('.os-finding-rule').first().waitFor();
  const seen = await details.evaluate((region) => {
    const first = (one: Element | null): DOMRect => (one as Element).getClientRects()[0] as DOMRect;
    const title = region.querySelector('.os-finding-title') as Element;
    const words = document.createRange();
    words.selectNodeContents(title.firstChild as Node);
    const json = [...region.querySelectorAll('.os-json')].map((one) => {
      const [inner, outer] = [one.getBoundingClientRect(), one.closest('section')?.getBoundingClientRect()];
      return inner.left >= (outer?.left ?? 0) - 1 && inner.right <= (outer?.right ?? 0) + 1;
    });
    return {
      // On whichever side the title's own direction puts it.
      gap: Math.max(
        words.getBoundingClientRect().left - first(title.querySelector('.os-finding-rule')).right,
        first(title.querySelector('.os-finding-rule')).left - words.getBoundingClientRect().right,
      ),
      aligned: getComputedStyle(title).textAlign,
      json,
    };
  });
  expect(seen.gap).toBeGreaterThan(4);
  expect(['start', 'right']).toContain(seen.aligned);
  expect(seen.json.length).toBeGreaterThan(0);
  expect(seen.json).not.toContain(false);

  await page.goto(page.url().replace(/push-messaging.*/, 'notifications?rtl'));
  await page.locator('.os-rows-shown > [role=row]', { hasText: 'Notification displayed' }).first().click();
  const line = details.locator('dl > div').first();
  const { ltr, name, value } = await line.evaluate((element) => {
    const first = (one: string): DOMRect => element.querySelector(one)?.getClientRects()[0] as DOMRect;
    // A line of the payload runs as what stands in it does: from left to right.
    return {
      ltr: getComputedStyle(element).direction === 'ltr',
      name: first('dt').toJSON(),
      value: first('dd').toJSON(),
    };
  });
  if (ltr) expect(name.left).toBeLessThanOrEqual(value.left);
  else expect(name.right).toBeGreaterThanOrEqual(value.right);
});

test('right to left: the sidebar is on the right, nothing overflows', async () => {
  const page = await pages.open('/viewer?rtl');
  const [sidebar, main] = await Promise.all(
    ['.os-sidebar', '.os-main'].map((one) => page.locator(one).boundingBox()),
  );
  expect(sidebar?.x).toBeGreaterThan(main?.x ?? Number.NaN);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1280);
});

test('forced colours and reduced motion leave it usable', async () => {
  const page = await pages.open('/viewer', { forcedColors: 'active', reducedMotion: 'reduce' });
  await page.getByRole('row').nth(3).click();
  await page.getByRole('region', { name: 'Details' }).waitFor();
  const selected = page.locator('[role=row][aria-selected=true]');
  const outline = await selected.evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(outline).toBe('solid');
});
