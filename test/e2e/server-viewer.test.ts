import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startServer } from '@offstage/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Chromium, launchChromium } from '../browser/launch-chromium.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'offstage-server-viewer-'));
let browser: Chromium;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

test.each(['', '/offstage', '/offstage/shop'])(
  'the server’s own viewer works at "%s/viewer/", by its address and a cookie',
  async (basePath) => {
    const [, below = '', app] = /^(\/offstage)?(?:\/(shop))?$/.exec(basePath) ?? [];
    const server = await startServer({
      port: 0,
      store: path.join(folder, `at${basePath.replaceAll('/', '-')}.sqlite`),
      ...(below !== '' && { basePath: below }),
      // One of several: it has a viewer of its own.
      ...(app !== undefined && { apps: { [app]: {}, other: {} } }),
    });
    const page = await browser.context.newPage();
    const wrong: string[] = [];
    page.on('pageerror', (error) => wrong.push(String(error)));
    page.on('console', (line) => {
      if (line.type() === 'error') wrong.push(line.text());
    });
    try {
      const report = {
        type: 'deprecation',
        age: 0,
        url: 'https://app.example/',
        body: { id: 'SeenInTheViewer', message: 'It is shown' },
      };
      const posted = await fetch(`${server.url}${basePath}/reports`, {
        method: 'POST',
        body: JSON.stringify([report]),
      });
      expect(posted.status).toBe(204);
      await page.goto((app === undefined ? server.viewerUrl : server.apps[0]?.viewerUrl) ?? '');
      await page.getByText('deprecation').first().waitFor();
      // The token is out of the address, and a new start by the bare one works too.
      expect(page.url()).not.toContain('token');
      expect(new URL(page.url()).pathname).toMatch(new RegExp(`^${basePath}/viewer/`));
      await page.reload();
      await page.getByText('deprecation').first().waitFor();
      const cookies = await browser.context.cookies(`${server.url}${basePath}/viewer/`);
      expect(
        cookies.map(({ name, path: at, httpOnly, sameSite }) => ({ name, at, httpOnly, sameSite })),
      ).toContainEqual({
        name: 'offstage',
        at: basePath || '/',
        httpOnly: true,
        sameSite: 'Strict',
      });
      expect(wrong).toEqual([]);
    } finally {
      await page.close();
      await browser.context.clearCookies();
      await server.close();
    }
  },
);

const TOKENS = { token: 'a-token-that-opens-all', readToken: 'a-token-that-only-reads' };

test('of more than is loaded the server’s own filter finds all; who only reads is offered no Clear', async () => {
  const server = await startServer({ port: 0, store: path.join(folder, 'many.sqlite'), ...TOKENS });
  const page = await browser.context.newPage();
  try {
    const report = (n: number) => ({
      type: n === 0 ? 'crash' : 'deprecation',
      // The oldest first, so that what is looked for is far from what is loaded.
      age: 60_000 - n,
      url: `https://app.example/${n === 0 ? 'needle' : 'page'}/${n}`,
      body: { id: `Thing${n % 7}`, message: 'It is old' },
    });
    for (let from = 0; from < 6_000; from += 500) {
      const batch = Array.from({ length: 500 }, (_, index) => report(from + index));
      const posted = await fetch(`${server.url}/reports`, { method: 'POST', body: JSON.stringify(batch) });
      expect(posted.status).toBe(204);
    }
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${server.url}/viewer/?token=${TOKENS.readToken}`);
    await page.goto(`${server.url}/viewer/reporting-api?view=flat`);
    await page.getByText(/5,000 .* 6,000/).waitFor();
    expect(asked.filter((url) => url.includes('/api/reports?')).length).toBeLessThan(20);
    expect(await page.getByRole('button', { name: 'Clear', exact: true }).count()).toBe(0);

    const rows = page.locator('.os-rows-shown > [role=row]');
    const filter = page.getByRole('combobox', { name: 'Filter' });
    for (const text of ['needle', 'type:crash']) {
      await filter.fill(text);
      await page.getByText('/needle/0').first().waitFor();
      expect(await rows.count()).toBe(1);
    }
    // The chip counts over all that the server has.
    await page.getByRole('button', { name: /^Type/ }).click();
    await page.getByRole('checkbox', { name: /deprecation.*5,999/ }).waitFor();
    await page.keyboard.press('Escape');
    await filter.fill('');
    await page.getByText(/5,000 .* 6,000/).waitFor();

    await browser.context.clearCookies();
    await page.goto(`${server.url}/viewer/?token=${TOKENS.token}`);
    await page.getByRole('button', { name: 'Clear', exact: true }).waitFor();
  } finally {
    await page.close();
    await browser.context.clearCookies();
    await server.close();
  }
});
