import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { serveFiles } from '../browser/serve-files.ts';
import { authorityOfRun } from '../kit/src/certificates/authority-of-run.ts';
import { eventually } from '../kit/src/eventually.ts';
import { type App, type Happening, launch } from '../kit/src/index.ts';
import { expect } from '../kit/src/vitest.ts';

// `@offstage/testing` on apps that know nothing of it. Other people's workers, from packed tarballs: `kit-workers.test.ts`.
const folderOf = (name: string): string => fileURLToPath(new URL(`../kit/apps/${name}`, import.meta.url));
const README = new URL('../kit/README.md', import.meta.url);
const readme = readFileSync(README, 'utf8');

const withoutAdvice = (text: string): string => text.replace(/^ {4}(cause|fix): .*\n/gm, '');

describe.each(['chromium', 'firefox'] as const)('a plain app in %s', { timeout: 180_000 }, (browser) => {
  let app: App;
  beforeAll(async () => {
    app = await launch({ browser, app: folderOf('plain') });
  }, 180_000);
  afterAll(() => app?.close());

  test('a push shows a notification, whose click opens the app', async () => {
    const push = await app.push({ title: 'News', body: 'There are some.' });
    expect(push).toHaveShownNotification({ title: 'News', body: /some/ });
    expect(push).not.toHaveShownNotification({ title: 'Other' });
    expect(push).toHaveHandledPush();
    expect(app.notifications.read()).toMatchObject([{ title: 'News', body: 'There are some.', buttons: [] }]);
    const click = await app.during(() => app.notifications.click('News'), { type: 'notificationclick' });
    expect(click.outcome).toBe('ok');
    await expect(app).toBeHealthy();
    await expect(app).toHaveHandledPush();
  });

  test('so does one without any page, to a worker that was stopped', async () => {
    await app.leave();
    await app.worker.stop();
    const push = await app.push({ title: 'Nobody here' });
    expect(push).toHaveShownNotification({ title: 'Nobody here' });
    expect(push.entries.map(({ event }) => event)).toContain('Worker started');
    await app.page.goto(app.origin);
  });

  test('a handler that throws fails with its story, and leaves its log', async () => {
    const push = await app.push('no JSON');
    const message =
      /none was shown at all[\s\S]*push no JSON failed[\s\S]*threw SyntaxError[^\n]*\[sw\.js:\d+:\d+\][\s\S]*error D7/;
    expect(() => expect(push).toHaveShownNotification()).toThrow(message);
    await expect(expect(app).toBeHealthy()).rejects.toThrow(/The doctor finds/);
    const folder = mkdtempSync(path.join(tmpdir(), 'offstage-kit-'));
    const { jsonl, html } = await app.save(folder, 'a/b: c');
    const [header = '', ...lines] = readFileSync(jsonl, 'utf8').trim().split('\n');
    expect(JSON.parse(header)).toMatchObject({ offstage: 'log', version: 1, entries: lines.length });
    expect(lines.length).toBeGreaterThan(20);
    expect(readFileSync(html, 'utf8')).toContain('threw SyntaxError');
    rmSync(folder, { recursive: true });
  });

  test('a notification is dismissed; offline, pages and worker alike get nothing', async () => {
    const asks = (): Promise<number> =>
      app.page.evaluate(() => fetch('/manifest.json').then(({ status }) => status));
    const dismissed = async (title: string): Promise<Happening> => {
      expect(await app.push({ title })).toHaveShownNotification({ title });
      return app.during(() => app.notifications.dismiss(title), { type: 'notificationclose' });
    };
    // The app asks the network when one is dismissed.
    expect((await dismissed('Online')).outcome).toBe('ok');
    // Another host is not reached, and the story says why.
    const elsewhere = await app.during(
      async () => {
        await app.page.evaluate(() => fetch('https://api.example/').catch(() => 0));
        await app.push({ title: 'Elsewhere' });
        await app.notifications.dismiss('Elsewhere');
      },
      { type: 'notificationclose' },
    );
    expect(elsewhere.story).toContain(
      'Not let through: https://api.example. launch({ hosts: ["api.example"] })',
    );
    await app.offline();
    await expect(asks()).rejects.toThrow('TypeError: ');
    const failed = await dismissed('Offline');
    expect(failed.outcome).toBe('failed');
    expect(failed.story).toMatch(/Notification closed[\s\S]*rejected with TypeError[\s\S]*error D6/);
    await app.offline(false);
    expect(await asks()).toBe(200);
    expect((await dismissed('Online again')).outcome).toBe('ok');
    expect(app.notifications.read().map(({ title }) => title)).not.toContain('Online again');
  });

  test('what the browser reports is seen', async () => {
    await expect(app).not.toHaveReported('csp-violation');
    await app.page.evaluate(() => {
      new Image().src = 'https://pictures.example/blocked.png';
    });
    await expect(app).toHaveReported('csp-violation');
    await expect(expect(app).not.toHaveReported('csp-violation')).rejects.toThrow('there is one');
  });

  test('a worker is stopped, and started without an event where the browser can', async () => {
    const starts = async (): Promise<number> =>
      (await app.log()).filter(({ event }) => event === 'Worker started').length;
    await app.worker.stop();
    const before = await starts();
    if (browser === 'firefox') {
      await expect(app.worker.start()).rejects.toThrow(/^NOT_IN_THIS_BROWSER: .*Send it one/);
      expect(await app.push({ title: 'Awake' })).toHaveHandledPush();
    } else await app.worker.start();
    await eventually(async () => (await starts()) === before + 1, {
      timeout: 30_000,
      what: 'one more start',
    });
  });

  test('a permission is withdrawn, asked for and given', async () => {
    const permission = (): Promise<string> => app.page.evaluate(() => Notification.permission);
    const pushInVain = async (): Promise<void> => {
      // Firefox takes the subscription back with it.
      if (browser === 'firefox') await expect(app.push('Denied')).rejects.toThrow(/^NOT_SUBSCRIBED: /);
      else expect((await app.push('Denied', { timeout: 2_000 })).outcome).toBe('missing');
    };
    for (const [setting, seen] of [
      ['denied', 'denied'],
      ['prompt', 'default'],
      ['granted', 'granted'],
    ] as const) {
      await app.setPermission('notifications', setting);
      await eventually(async () => (await permission()) === seen, { timeout: 30_000, what: `"${seen}"` });
      if (setting === 'denied') await pushInVain();
    }
    expect(await app.push({ title: 'Allowed again' })).toHaveShownNotification({ title: 'Allowed again' });
    await expect(app.setPermission('no-such-thing', 'granted')).rejects.toThrow(/^NO_PERMISSION: /);
  });

  test('one-off and periodic syncs, or what says that there are none', async () => {
    if (browser === 'chromium') {
      expect(await app.sync('later')).toHaveSynced('later');
      expect(await app.periodicSync('prices')).toHaveSynced('prices');
      // It was the test's own, and does not come again into what follows.
      const tags = (): Promise<readonly string[]> =>
        app.page.evaluate(async () => {
          const { periodicSync } = (await navigator.serviceWorker.ready) as unknown as {
            periodicSync: { getTags(): Promise<string[]> };
          };
          return periodicSync.getTags();
        });
      expect(await tags()).toEqual([]);
      return;
    }
    for (const absent of [
      () => app.sync('later'),
      () => app.periodicSync('prices'),
      () => app.backgroundFetch('file', ['/manifest.json']),
      () => app.pay({ url: app.origin, click: 'button' }),
    ])
      await expect(absent()).rejects.toThrow(/^NOT_IN_THIS_BROWSER: Firefox has no .*app\.browser/);
  });

  test('what a page throws is told by its name', async () => {
    const thrown = app.page.evaluate(() => {
      throw new RangeError('of the page');
    });
    await expect(thrown).rejects.toThrow(/^RangeError: of the page$/);
  });
});

describe('in Chromium', () => {
  test('the README has the story that a failure tells; offline, a sync waits; a background fetch reaches its worker', async () => {
    const app = await launch({ app: folderOf('plain') });
    try {
      const push = await app.push('no JSON');
      let told = '';
      try {
        expect(push).toHaveShownNotification();
      } catch (error) {
        told = (error as Error).message
          .replace(/(?<=after |\+)\d+ ms/g, '… ms')
          .replace(/^ +(?=\+)/gm, '     ');
      }
      const shown = `\`\`\`text\n${told}\n\`\`\``;
      // OFFSTAGE_README=write writes it, when a rule of the doctor says something else on purpose.
      if (process.env.OFFSTAGE_README === 'write')
        writeFileSync(
          README,
          readme.replace(/```text\nExpected a[\s\S]*?```/, () => shown),
        );
      // What a rule says is the doctor's affair: here it is which ones speak.
      else expect(withoutAdvice(readme)).toContain(withoutAdvice(shown));

      await app.offline();
      const sync = app.sync('offline');
      // Registered it is; dispatched it is not before the network is back.
      await eventually(async () => (await app.log()).some(({ event }) => event === 'Registered sync'), {
        timeout: 30_000,
        what: 'the sync in the log',
      });
      expect((await app.log()).map(({ event }) => event)).not.toContain('Dispatched sync event');
      await app.offline(false);
      expect(await sync).toHaveSynced('offline');

      const fetched = await app.backgroundFetch('file', ['/manifest.json'], { title: 'File' });
      expect(fetched.event?.type).toBe('backgroundfetchsuccess');
      expect(fetched.outcome).toBe('ok');
    } finally {
      await app.close();
    }
  }, 180_000);

  test('a module worker with hashed names has the plugin before what it imports; without a push service it is reached by the protocol', async () => {
    const app = await launch({ app: folderOf('module'), chromium: { delivery: 'protocol' } });
    try {
      await app.leave();
      const push = await app.push('Module');
      expect(push).toHaveShownNotification({ title: 'Module' });
      await expect(app).toBeHealthy();
    } finally {
      await app.close();
    }
  }, 180_000);

  test('a payment handler is installed by its manifests and pays, at a shop of another origin', async () => {
    const { local } = await authorityOfRun();
    // Chromium asks for the headers of a payment method alone.
    const headers = { link: '<https://pay.example/pay.json>; rel="payment-method-manifest"' };
    const site = await serveFiles({ tls: local, headers, folders: { '/': folderOf('shop') }, pages: {} });
    const here = `localhost:${site.port}`;
    const app = await launch({
      url: 'https://pay.example/',
      at: { 'pay.example': here, 'shop.example': here },
    });
    try {
      const paid = await app.pay({ url: 'https://shop.example/checkout.html', click: '#buy' });
      expect(paid.event?.type).toBe('paymentrequest');
      expect(paid.outcome).toBe('ok');
      await expect(app).toBeHealthy();
    } finally {
      await app.close();
      await site.close();
    }
  }, 180_000);

  test('an app that is to load the plugin by itself and does not: nothing is known, and nothing is said to be well', async () => {
    const app = await launch({ app: folderOf('plain'), plugin: 'none' });
    try {
      const push = await app.push({ title: 'Unseen' }, { timeout: 2_000 });
      // The person sees it all the same.
      await app.notifications.waitFor('Unseen');
      expect(push.outcome).toBe('unknown');
      expect(push.story).toContain('no worker of the app loads the plugin');
      for (const say of [
        () => expect(push).toHaveHandledPush(),
        () => expect(push).not.toHaveHandledPush(),
        () => expect(push).not.toHaveShownNotification(),
        () => expect(push).toBeHealthy(),
      ])
        expect(say).toThrow(/^NOTHING_KNOWN: .*launch\(\{ plugin: "inject" \}\)/);
    } finally {
      await app.close();
    }
  }, 180_000);
});
