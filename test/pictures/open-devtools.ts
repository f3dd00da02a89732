import { createServer } from 'node:net';
import type { Page } from 'playwright-core';
import { eventually } from '../kit/src/eventually.ts';

/** A port that nobody listens on now: Chromium does not tell Playwright which one it took by itself. */
export async function unusedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** What Chromium has to be started with so that its DevTools can be opened in a page. */
export const devtoolsFlags = (port: number): readonly string[] => [
  `--remote-debugging-port=${port}`,
  `--remote-allow-origins=http://127.0.0.1:${port}`,
];

/**
 * Opens the DevTools that Chromium brings along, in a page, for the tab at `url`, with one of the background services in view
 * and its last event, which is called `event`, selected.
 */
export async function openDevtools(
  page: Page,
  {
    port,
    url,
    panel,
    event,
  }: { readonly port: number; readonly url: string; readonly panel: string; readonly event: string },
): Promise<void> {
  const http = `http://127.0.0.1:${port}`;
  const target = await eventually(
    async () => {
      const targets = (await (await fetch(`${http}/json/list`)).json()) as {
        id: string;
        type: string;
        url: string;
      }[];
      return targets.find((one) => one.type === 'page' && one.url === url);
    },
    { what: `the tab ${url} in the browser's list` },
  );
  await page.goto(
    `${http}/devtools/devtools_app.html?ws=127.0.0.1:${port}/devtools/page/${target.id}&panel=resources`,
  );
  await page.getByRole('treeitem', { name: panel }).click({ timeout: 30_000 });
  const rows = page.locator('tr').filter({ hasText: event, visible: true });
  await rows.last().click({ timeout: 30_000 });
  // Rows out of sight are not in the page: down to the last one, as with the keyboard.
  for (let row = 0; row < 50; row += 1) await page.keyboard.press('ArrowDown');
  await page
    .getByText('Success', { exact: true })
    .filter({ visible: true })
    .first()
    .waitFor({ timeout: 30_000 });
}
