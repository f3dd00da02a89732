import type { Report } from '@offstage/server/api';
import { beforeAll, expect, test } from 'vitest';
import { eventually } from '../browser/eventually.ts';
import { type Chromium, launchChromium } from '../browser/launch-chromium.ts';
import { type Demo, startDemo } from '../demo/start-demo.ts';
import { endpointOf, type ReportCase } from '../pwa/reports/report-case.ts';
import { REPORT_CASES } from '../pwa/reports/report-cases.ts';

// Every kind of report that this browser posts by itself, over https, to our server.
let browser: Chromium;
let demo: Demo;

beforeAll(async () => {
  // Without the flag there is no document policy.
  browser = await launchChromium({ flags: ['--enable-experimental-web-platform-features'] });
  demo = await startDemo(browser).catch(async (error) => {
    await browser.close();
    throw error;
  });
  await browser.grantPermissions(demo.origin);
  return async () => {
    await browser.close();
    await demo.stop();
  };
});

/** Does what the button's text asks of the visitor. */
async function provoke({ kind, opens }: ReportCase): Promise<void> {
  const { page, context } = browser;
  await page.goto(`${demo.origin}/report-cases`);
  const opened = opens === 'frame' ? undefined : context.waitForEvent('page');
  await page.click(`[data-action="report-${kind}"]`);
  const tab = await opened;
  await tab?.waitForLoadState();
  // Never answers: the tab's process is gone.
  if (kind === 'crash') tab?.goto('chrome://crash').catch(() => {});
}

const stored = (kind: string): Promise<Report[]> =>
  browser.page.evaluate(async (endpoint) => {
    const response = await fetch(`/api/reports?${new URLSearchParams({ endpoint })}`);
    return (await response.json()).reports;
  }, endpointOf(kind));

test.each(REPORT_CASES)('$kind', async (it) => {
  await provoke(it);
  const report = await eventually(async () => (await stored(it.kind)).find(({ type }) => type === it.type), {
    timeout: 20_000,
    every: 200,
    what: `a ${it.type} report at ${endpointOf(it.kind)}`,
  });
  expect(report).toMatchObject({ origin: demo.origin, browser: 'Chrome' });
  expect(report.browserVersion).toMatch(/^\d+/);
  expect(report.body).toBeTypeOf('object');
  expect(Math.abs(report.time - Date.now())).toBeLessThan(60_000);
});
