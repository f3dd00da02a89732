import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { eventually } from '../kit/src/eventually.ts';
import { type App, launch } from '../kit/src/index.ts';
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

  test('what it has not, it says', async () => {
    if (browser === 'firefox') await expect(app.sync('later')).rejects.toThrow('NOT_IN_THIS_BROWSER');
    else expect(await app.sync('later')).toHaveSynced('later');
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
});
