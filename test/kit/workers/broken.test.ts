import { launch } from '@offstage/testing';
import { expect } from '@offstage/testing/vitest';
import { describe, test } from 'vitest';
import { APPS } from './apps.mjs';

// What the test of a broken handler says, by what is wrong with it.
const STORIES = {
  thrown: /its handler failed\.[\s\S]*threw TypeError: broken on purpose[\s\S]*error D7/,
  silent: /without showing a notification\.[\s\S]*No notification shown/,
  late: /nobody listened[\s\S]*nobody listens/,
  order: /waitUntil\(\) called late|without showing a notification|its handler failed/,
};

describe.each(['chromium', 'firefox'] as const)('in %s', (browser) => {
  describe.each(Object.entries(APPS))('%s', (name, payload) => {
    test.each(Object.entries(STORIES))('%s', async (kind, story) => {
      const app = await launch({ browser, app: `dist/${name}-${kind}` });
      try {
        await app.leave();
        // The push finds no worker and starts one, as it mostly is.
        await app.worker.stop();
        const push = await app.push(payload);
        expect(() => expect(push).toHaveHandledPush()).toThrow(story);
        if (process.env.OFFSTAGE_STORIES) console.log(`\n# ${name}, ${kind}, ${browser}\n${push.story}`);
      } finally {
        await app.close();
      }
    });
  });
});
