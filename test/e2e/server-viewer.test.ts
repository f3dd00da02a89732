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

test.each(['', '/offstage'])(
  'the server’s own viewer works at "%s/viewer/", by its address and a cookie',
  async (basePath) => {
    const server = await startServer({
      port: 0,
      store: path.join(folder, `at${basePath.replace('/', '-')}.sqlite`),
      ...(basePath !== '' && { basePath }),
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
      await page.goto(server.viewerUrl ?? '');
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
