import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openStore } from '@offstage/server';
import { expect, test } from 'vitest';
import { availableBrowsers } from '../browsers/available-browsers.ts';
import type { BrowserStage } from '../browsers/browser-stage.ts';
import { entryIn } from '../browsers/log-of.ts';
import { provokeAll } from '../browsers/posted-features.ts';
import { demoSite } from '../browsers/site.ts';
import { eventually } from '../kit/src/eventually.ts';
import { dumpLog } from './dump-log.ts';

const VERSION = '0.1.0';
/** The server's own parts, which are no part of its package. */
const ofServer = (file: string): Promise<Record<string, (...args: readonly unknown[]) => never>> =>
  import(new URL(`../../server/${file}`, import.meta.url).href);

const folder = new URL(`./${VERSION}/`, import.meta.url).pathname;
mkdirSync(folder, { recursive: true });

interface Cluster {
  readonly url: string;
  readonly primary: { readonly url: string };
  stop(): Promise<void>;
}

/** A little of everything that the browser can. */
async function use(stage: BrowserStage): Promise<void> {
  await stage.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const attempt = (work: () => unknown): Promise<unknown> =>
      Promise.resolve()
        .then(work)
        .catch(() => undefined);
    await attempt(() =>
      registration.showNotification('Title', {
        body: 'A body',
        tag: 'first',
        data: { id: 7, list: [1, 'two', null] },
      }),
    );
    const more = registration as unknown as Record<string, { register(...args: unknown[]): Promise<void> }>;
    await attempt(() => more.sync?.register('save-notes'));
    await attempt(() => more.periodicSync?.register('refresh', { minInterval: 43_200_000 }));
    await attempt(() =>
      (more.backgroundFetch as unknown as { fetch(...args: unknown[]): Promise<void> })?.fetch(
        'guide',
        ['/icons/icon-192.png'],
        { title: 'Guide' },
      ),
    );
  });
  if (stage.push) {
    await stage.push(JSON.stringify({ kind: 'show', title: 'Pushed', body: 'Größe 𝄞 ✓' }));
    await stage.push(JSON.stringify({ kind: 'silent' }));
    await stage.push(JSON.stringify({ kind: 'throw' }));
    await entryIn(stage, { event: 'No notification shown' });
  }
  await entryIn(stage, { event: 'Notification displayed' });
}

/** What the viewer saves, with its own button; the file is caught where the browser would write it. */
const saved = (stage: BrowserStage, item: string): Promise<string> =>
  stage.evaluate(async (item) => {
    const host = [...document.querySelectorAll('*')].find(({ shadowRoot }) => shadowRoot);
    const root = host?.shadowRoot as ShadowRoot;
    let take: (text: string) => void = () => {};
    const file = new Promise<string>((resolve) => {
      take = resolve;
    });
    const { createObjectURL } = URL;
    const { click } = HTMLAnchorElement.prototype;
    URL.createObjectURL = (blob) => {
      (blob as Blob).text().then(take);
      return 'data:,';
    };
    HTMLAnchorElement.prototype.click = () => {};
    const press = async (text: string): Promise<void> => {
      for (let turn = 0; turn < 200; turn += 1) {
        const found = [...root.querySelectorAll<HTMLElement>('button, [role^=menuitem]')].find((one) =>
          `${one.textContent} ${one.getAttribute('aria-label') ?? ''} ${one.title}`.includes(text),
        );
        if (found && !(found as HTMLButtonElement).disabled) return found.click();
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      throw new Error(`nothing called ${text}`);
    };
    await press('Save events');
    await press(item);
    const text = await file;
    URL.createObjectURL = createObjectURL;
    HTMLAnchorElement.prototype.click = click;
    return text;
  }, item);

test.each(availableBrowsers())('the log of $name', async (browser) => {
  const name = browser.name.toLowerCase().replace(/( esr|gtk)$/, '');
  const before = new Set(readdirSync(tmpdir()));
  const stage = await browser.setStage(demoSite);
  try {
    await use(stage);
    if (name === 'chromium') await provokeAll(stage);
    await stage.goto(`${stage.origin}/viewer/`);
    await eventually(
      () =>
        stage.evaluate(() => {
          const host = [...document.querySelectorAll('*')].find(({ shadowRoot }) => shadowRoot);
          return (host?.shadowRoot?.querySelectorAll('[role=row]').length ?? 0) > 2;
        }),
      { what: 'rows in the viewer' },
    );
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const log = await saved(stage, '.jsonl');
    const devtools = await saved(stage, 'DevTools JSON');
    await stage.goto(`${stage.origin}/viewer/`);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const dump = await dumpLog(stage);
    expect(dump.stores.find((store) => store.name === 'entries')?.records.length).toBeGreaterThan(5);
    writeFileSync(path.join(folder, `${name}.indexeddb.json`), `${JSON.stringify(dump, undefined, 1)}\n`);
    writeFileSync(path.join(folder, `${name}.jsonl`), log);
    writeFileSync(path.join(folder, `${name}.devtools.json`), devtools);
    if (name !== 'chromium') return;
    const data = readdirSync(tmpdir()).find((one) => one.startsWith('offstage-demo-') && !before.has(one));
    const copy = mkdtempSync(path.join(tmpdir(), 'offstage-copy-'));
    for (const part of ['', '-wal', '-shm']) {
      const file = path.join(tmpdir(), String(data), `reports.sqlite${part}`);
      if (existsSync(file)) copyFileSync(file, path.join(copy, `reports.sqlite${part}`));
    }
    const { openDatabase } = (await ofServer('src/store/sqlite/driver.ts')) as unknown as {
      openDatabase(path: string, options: object): { exec(sql: string): void; close(): void };
    };
    const database = openDatabase(path.join(copy, 'reports.sqlite'), { readOnly: false });
    rmSync(path.join(folder, 'reports.sqlite'), { force: true });
    database.exec(`VACUUM INTO '${path.join(folder, 'reports.sqlite')}'`);
    database.close();
    rmSync(copy, { recursive: true });
  } finally {
    await stage.close();
  }
});

test('the schema of PostgreSQL', async () => {
  const { startCluster } = (await ofServer('test/postgres/cluster.ts')) as unknown as {
    startCluster(options: object): Promise<Cluster>;
  };
  const { findPostgres } = await ofServer('test/postgres/find-postgres.ts');
  const cluster = await startCluster({ standbys: 0 });
  try {
    await (await openStore(cluster.url)).close();
    const dump = spawnSync(
      path.join(String(findPostgres?.()), 'pg_dump'),
      ['--schema-only', '--no-owner', '--dbname', cluster.primary.url],
      { encoding: 'utf8' },
    );
    expect(dump.status).toBe(0);
    // Without the versions of the programs, and the key that newer ones make up at each dump.
    const text = dump.stdout.replace(/^(--.*|\\(un)?restrict .*)\n/gm, '').replace(/\n{2,}/g, '\n\n');
    writeFileSync(path.join(folder, 'postgres.sql'), text.trimStart());
  } finally {
    await cluster.stop();
  }
});
