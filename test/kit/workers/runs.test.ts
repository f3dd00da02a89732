import { launch } from '@offstage/testing';
import { expect } from '@offstage/testing/vitest';
import { describe, test } from 'vitest';
import { APPS } from './apps.mjs';

// One push after the other, each to a worker that was stopped, with no page open. OFFSTAGE_RUNS says how many.
const RUNS = Number(process.env.OFFSTAGE_RUNS ?? 5);

describe.each(['chromium', 'firefox'] as const)('in %s', (browser) => {
  test.each(Object.entries(APPS))(
    `%s shows ${RUNS} pushes in a row`,
    async (name, payload) => {
      const app = await launch({ browser, app: `dist/${name}` });
      await app.leave();
      const began = performance.now();
      for (let run = 0; run < RUNS; run += 1) {
        await app.worker.stop();
        const push = await app.push(payload);
        expect(push).toHaveHandledPush();
        expect(push).toHaveShownNotification({ title: 'Hello' });
      }
      console.log(
        `${browser} ${name}: ${RUNS} of ${RUNS}, ${Math.round((performance.now() - began) / RUNS)} ms each`,
      );
      await app.close();
    },
    600_000,
  );
});
