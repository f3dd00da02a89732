/** `pnpm bench viewer [SIZES]`: the built viewer in real Chromium, over logs of three sizes. Prints medians. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { build } from 'vite';

const named = process.argv.slice(2).map(Number).filter(Number.isInteger);
const SIZES = named.length > 0 ? named : [1_000, 100_000, 1_000_000];
/** Mounting a page with a million entries takes long; its first figure is as good as its third. */
const roundsFor = (count) => (count > 100_000 ? 1 : 3);
const KEYSTROKES = ['p', 'pu', 'pus', 'push', 'push o', 'outcome:failed', 'duration>50'];

const folder = new URL('.', import.meta.url).pathname;
const output = mkdtempSync(path.join(tmpdir(), 'offstage-bench-'));
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium', chromium.executablePath()].find(
  (file) => file && existsSync(file),
);

if (!existsSync(path.join(folder, '../../../viewer/dist/index.js'))) {
  console.error('The viewer is not built. Run: pnpm build');
  process.exit(1);
}
if (executablePath === undefined) {
  console.error('There is no Chromium. Run: npx playwright-core install chromium');
  process.exit(1);
}

await build({
  configFile: false,
  root: folder,
  logLevel: 'error',
  build: { outDir: output, emptyOutDir: true },
});
const types = { '.html': 'text/html', '.js': 'text/javascript' };
const server = createServer((request, response) => {
  const file = path.join(output, path.normalize(new URL(request.url, 'http://localhost').pathname));
  const found = path.extname(file) !== '' && existsSync(file) ? file : path.join(output, 'index.html');
  response.setHeader('content-type', types[path.extname(found)] ?? 'text/plain');
  response.end(readFileSync(found));
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--enable-precise-memory-info', '--js-flags=--expose-gc'],
});

const line = (...cells) => console.log(cells.map((value) => String(value).padStart(19)).join(''));
line('entries', 'first row, ms', 'all loaded, ms', 'keystroke, ms', 'dropped of 60', 'memory, MB');
try {
  for (const count of SIZES) {
    const figures = { first: [], loaded: [], typed: [], dropped: [], memory: [] };
    for (let round = 0; round < roundsFor(count); round++) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      page.setDefaultTimeout(120_000);
      await page.goto(`http://127.0.0.1:${server.address().port}/`);
      const start = await page.evaluate(() => performance.now());
      figures.first.push(await page.evaluate((size) => globalThis.benchMount(size), count));
      await page.waitForFunction(() => globalThis.benchLoaded !== undefined, undefined, { timeout: 120_000 });
      figures.loaded.push((await page.evaluate(() => globalThis.benchLoaded)) - start);
      // What follows a load (the last pass over it, the doctor) is over by then.
      await page.waitForTimeout(3000);
      for (const text of KEYSTROKES) {
        figures.typed.push(await page.evaluate((typed) => globalThis.benchType(typed), text));
        await page.waitForTimeout(400);
      }
      await page.evaluate(() => globalThis.benchType(''));
      await page.waitForTimeout(1500);
      figures.dropped.push(await page.evaluate(() => globalThis.benchScroll()));
      figures.memory.push(
        await page.evaluate(() => {
          globalThis.gc?.();
          return performance.memory.usedJSHeapSize / 1e6;
        }),
      );
      await page.close();
    }
    line(
      count.toLocaleString('en'),
      median(figures.first).toFixed(0),
      median(figures.loaded).toFixed(0),
      `${median(figures.typed).toFixed(0)} (max ${Math.max(...figures.typed).toFixed(0)})`,
      median(figures.dropped),
      median(figures.memory).toFixed(0),
    );
  }
} finally {
  await browser.close();
  server.close();
  rmSync(output, { recursive: true, force: true });
}
