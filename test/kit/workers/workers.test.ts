import { launch } from '@offstage/testing';
import { expect } from '@offstage/testing/vitest';
import { describe, test } from 'vitest';
import { APPS } from './apps.mjs';

// OFFSTAGE_REPEATS=49 plays each 50 times, with a new browser each time.
const repeats = Number(process.env.OFFSTAGE_REPEATS ?? 0);

describe.each(['chromium', 'firefox'] as const)('in %s', (browser) => {
  test.each(Object.entries(APPS))('%s shows a push', { repeats }, async (name, payload) => {
    const app = await launch({ browser, app: `dist/${name}` });
    await app.leave();
    const push = await app.push(payload);
    expect(push).toHaveHandledPush();
    expect(push).toHaveShownNotification({ title: 'Hello' });
    await app.close();
  });
});
