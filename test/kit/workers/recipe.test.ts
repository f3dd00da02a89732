import { launch } from '@offstage/testing';
import { expect } from '@offstage/testing/vitest';
import { onTestFinished, test } from 'vitest';

// What somebody has whose app is in `dist`: one test that passes and one that does not, in each browser.
for (const browser of ['chromium', 'firefox'] as const)
  for (const [name, payload] of [
    ['passes', { title: 'Hello' }],
    ['fails', 'no JSON'],
  ] as const)
    test(`${browser} ${name}`, async () => {
      const app = await launch({ browser, app: 'dist' });
      onTestFinished(async ({ task }) => {
        if (task.result?.state === 'fail') await app.save('failures', task.name);
        await app.close();
      });
      await app.leave();
      await app.worker.stop();
      expect(await app.push(payload)).toHaveShownNotification({ title: 'Hello' });
    }, 60_000);
