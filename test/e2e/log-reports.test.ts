import type { Entry } from '@offstage/sw-plugin/log';
import { beforeAll, describe, expect, test } from 'vitest';
import { availableBrowsers } from '../browsers/available-browsers.ts';
import type { BrowserStage } from '../browsers/browser-stage.ts';
import { logOf } from '../browsers/log-of.ts';
import { eventually } from '../kit/src/eventually.ts';
import { policySite } from '../log/policy-site.ts';
import { WEBKIT } from '../webkit/webkit.ts';

// What a browser reports of the worker itself: of its policy, Chromium sends some to no endpoint at all.
describe.each(availableBrowsers())('$name', ({ name, setStage }) => {
  let stage: BrowserStage;

  beforeAll(async () => {
    stage = await setStage(policySite);
    return stage.close;
  });

  const reports = async (): Promise<readonly Entry[]> =>
    (await logOf(stage)).filter(({ event, context }) => event === 'Report observed' && context === 'worker');

  test('reports about the worker are in the log, each once, those of its start-up included', async () => {
    // WebKitGTK 2.50 has the observer in a worker, and tells it nothing; nor is there an event.
    const blocked = name === WEBKIT.name ? [] : ['/while-it-starts', '/later'];
    await stage.evaluate(async () => {
      (await navigator.serviceWorker.ready).active?.postMessage('/later');
    });
    await eventually(async () => (await reports()).length >= blocked.length);
    // Should one come twice, or where none is expected.
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await reports()).toMatchObject(
      blocked.map((path) => ({
        service: 'reporting',
        own: true,
        instanceId: 'csp-violation',
        scriptURL: `${stage.origin}/sw.js`,
        detail: {
          report: {
            type: 'csp-violation',
            url: `${stage.origin}/sw.js`,
            body: { blockedURL: `${stage.origin}${path}`, effectiveDirective: 'connect-src' },
          },
        },
      })),
    );
  });
});
