import { launch } from '@offstage/testing';
import { expect } from '@offstage/testing/vitest';
import puppeteer from 'puppeteer-core';
import { test } from 'vitest';

test('Puppeteer joins in', async () => {
  const app = await launch({ app: 'dist/plain' });
  const browser = await puppeteer.connect({ browserWSEndpoint: app.endpoint ?? '' });
  const page = (await browser.pages()).find((one) => one.url().startsWith(app.origin));
  expect(await page?.$eval('button', (button) => button.textContent)).toContain('Notify me');
  expect(await app.push({ title: 'Hello' })).toHaveShownNotification({ title: 'Hello' });
  await browser.disconnect();
  await app.close();
});
