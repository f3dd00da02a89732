import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPages, type ViewerPages } from './open-page.ts';

let pages: ViewerPages;
beforeAll(async () => {
  pages = await openPages();
});
afterAll(() => pages.close());

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** Titles of what the doctor found, as the dialog lists them. */
const listed = (page: Page): Promise<string[]> =>
  page.locator('.os-evidence-findings li').evaluateAll((all) => all.map((one) => one.textContent ?? ''));

/** Presses, and returns the file that the browser would save. */
async function saved(page: Page, name: string): Promise<{ name: string; text: string }> {
  const download = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name }).click();
  const file = await download;
  const parts: Buffer[] = [];
  for await (const part of await file.createReadStream()) parts.push(part as Buffer);
  return { name: file.suggestedFilename(), text: Buffer.concat(parts).toString() };
}

async function openDialog(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Report a problem' }).click();
  await page.locator('.os-evidence-ways:not([disabled])').waitFor();
}

test('evidence in one press: all lines though rows are filtered, without contents; opened elsewhere it says the same', async () => {
  const page = await pages.open('/viewer?f=outcome:silent');
  await openDialog(page);
  const findings = await listed(page);
  expect(findings.length).toBeGreaterThan(3);
  await page.getByLabel('What went wrong').fill('No <b>notification</b> came, @you');
  await page.locator('.os-evidence-ways:not([disabled])').waitFor();
  const html = await saved(page, 'Save as a page (.html)');
  const lines = await saved(page, 'Save the log (.jsonl)');
  const markdown = await saved(page, 'Save as Markdown (.md)');
  expect([html.name, lines.name, markdown.name].map((name) => path.extname(name))).toEqual([
    '.html',
    '.jsonl',
    '.md',
  ]);
  for (const { name, text } of [html, lines, markdown])
    expect([name, text.includes('New note'), text.includes('came, @you')]).toEqual([name, false, true]);
  // Also what the filter leaves out.
  expect(lines.text.includes('Payment response')).toBe(true);

  // From a folder, without a network, in a browser that knows nothing of Offstage.
  const folder = mkdtempSync(path.join(tmpdir(), 'offstage-evidence-'));
  const file = path.join(folder, html.name);
  writeFileSync(file, html.text);
  const elsewhere = await pages.blank({ offline: true });
  const asked: string[] = [];
  elsewhere.on('request', (request) => asked.push(request.url()));
  await elsewhere.goto(pathToFileURL(file).href);
  const titles = await elsewhere.locator('.finding h3').allTextContents();
  expect(titles.length).toBe(findings.length);
  for (const [index, title] of titles.entries())
    expect(title).toContain(findings[index]?.replace(/^[✕!i] | D\d+$/g, '').slice(0, 40));
  expect(await elsewhere.locator('ol.story').count()).toBeGreaterThan(0);
  expect(await elsewhere.locator('tbody tr').count()).toBeGreaterThan(50);
  expect(asked).toEqual([pathToFileURL(file).href]);
  expect(await elsewhere.evaluate(() => document.querySelector('script, img, a, iframe'))).toBeNull();
  // Its own style is let in by its policy.
  expect(await elsewhere.locator('main').evaluate((main) => getComputedStyle(main).maxWidth)).toBe('1180px');

  // Opened in the viewer again.
  const other = await pages.open('/viewer?empty');
  await other.locator('input[type=file]').setInputFiles(file);
  await other.getByText('Opened from a file').waitFor();
  await expect
    .poll(() => other.locator('.os-notice').textContent(), { timeout: 30_000 })
    .toMatch(/Chrome \d+.*tab.*contents were left out.*No <b>/);
  await openDialog(other);
  await other.getByRole('button', { name: 'Everything' }).click();
  await other.locator('.os-evidence-ways:not([disabled])').waitFor();
  expect(await listed(other)).toEqual(findings);
  const again = await saved(other, 'Save the log (.jsonl)');
  const header = (text: string): Record<string, unknown> => JSON.parse(text.split('\n')[0] as string);
  expect({ ...header(again.text), saved: '' }).toEqual({ ...header(lines.text), saved: '' });
  await page.context().close();
});

test('with contents when they are wanted; the brush says how much', async () => {
  const page = await pages.open('/viewer?view=flat');
  const box = await page.locator('.os-histogram-field').boundingBox();
  if (box === null) throw new Error('no timeline');
  await page.mouse.move(box.x + box.width * 0.25, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + 25, { steps: 5 });
  await page.mouse.up();
  await page.waitForFunction(() => location.search.includes('t='));
  await openDialog(page);
  expect(await page.getByRole('button', { name: 'The chosen time' }).getAttribute('aria-pressed')).toBe(
    'true',
  );
  await page.getByLabel('Leave out contents').uncheck();
  await page.locator('.os-evidence-ways:not([disabled])').waitFor();
  const part = await saved(page, 'Save the log (.jsonl)');
  expect(part.text.includes('New note')).toBe(true);
  const { entries } = JSON.parse(part.text.split('\n')[0] as string) as { entries: number };
  expect(entries).toBeGreaterThan(20);
  expect(entries).toBeLessThan(250);
  await page.context().close();
});

test('on a phone Share is the main action, and hands on the page with words', async () => {
  const page = await pages.open('/viewer', PHONE);
  await page.evaluate(() => {
    Object.assign(navigator, {
      canShare: () => true,
      share: async (data: ShareData) => {
        Object.assign(globalThis, {
          shared: {
            text: data.text,
            files: data.files?.map(({ name, type, size }) => [name, type, size > 5000]),
          },
        });
      },
    });
  });
  await page.getByRole('button', { name: 'Share' }).tap();
  const share = page.getByRole('dialog').getByRole('button', { name: 'Share' });
  await page.locator('.os-evidence-ways:not([disabled])').waitFor();
  await share.tap();
  const shared = await page.evaluate(() => (globalThis as unknown as { shared: unknown }).shared);
  expect(shared).toEqual({
    text: expect.stringMatching(/\d+ errors.* · Chrome \d+/),
    files: [[expect.stringMatching(/^offstage-\d{8}T\d{6}\.html$/), 'text/html', true]],
  });
  await page.context().close();
});
