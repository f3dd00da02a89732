import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { type App, launch } from '../kit/src/index.ts';
import { expect } from '../kit/src/vitest.ts';

// `@offstage/testing` on an app that knows nothing of it.
const folder = fileURLToPath(new URL('../kit/apps/plain', import.meta.url));

describe.each(['chromium', 'firefox'] as const)('a plain app in %s', (browser) => {
  let app: App;
  beforeAll(async () => {
    app = await launch({ browser, app: folder });
  });
  afterAll(() => app?.close());

  test('a push shows a notification, whose click opens the app', async () => {
    const push = await app.push({ title: 'News', body: 'There are some.' });
    expect(push).toHaveShownNotification({ title: 'News', body: /some/ });
    expect(push).toHaveHandledPush();
    const click = await app.during(() => app.notifications.click('News'), { type: 'notificationclick' });
    expect(click.outcome).toBe('ok');
    await expect(app).toBeHealthy();
  });

  test('so does one without any page, to a worker that was stopped', async () => {
    await app.leave();
    await app.worker.stop();
    expect(await app.push({ title: 'Nobody here' })).toHaveShownNotification({ title: 'Nobody here' });
    await app.page.goto(app.origin);
  });

  test('a handler that throws fails with its story', async () => {
    const push = await app.push('no JSON');
    expect(() => expect(push).toHaveShownNotification()).toThrow(
      /none was shown at all[\s\S]*push no JSON failed[\s\S]*threw SyntaxError[^\n]*\[sw\.js:\d+:\d+\][\s\S]*error D7/,
    );
    await expect(expect(app).toBeHealthy()).rejects.toThrow(/The doctor finds/);
  });
});
