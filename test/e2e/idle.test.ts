import { beforeAll, expect, test } from 'vitest';
import { launchUnattended, type Unattended } from '../browser/launch-unattended.ts';
import { type Host, startHost } from '../host/start-host.ts';
import { eventually } from '../kit/src/eventually.ts';

// Chromium stops an idle worker after 30 s, and looks every so often.
const IDLE = 80_000;

let browser: Unattended;
let host: Host;

beforeAll(async () => {
  browser = await launchUnattended();
  host = await startHost({ tls: browser.certificates });
  return () => browser.close().then(host.close);
});

const states = (): string =>
  browser
    .workers()
    .map(({ runningStatus }) => runningStatus)
    .join();

test(
  'an open tab that follows the log does not keep the worker alive, and misses nothing when it wakes',
  async () => {
    await browser.goto(host.origin);
    await browser.evaluate('navigator.serviceWorker.ready.then(() => 1)');
    await browser.evaluate(`
    globalThis.tags = [];
    offstage.log.subscribe((batch) => tags.push(...batch.map(({ event, instanceId }) => event + ' ' + instanceId)), { after: 0 });
    1`);
    const register = (tag: string): Promise<unknown> =>
      browser.evaluate(`navigator.serviceWorker.ready.then((it) => it.sync.register('${tag}'))`);
    const has = (line: string): Promise<boolean> =>
      browser.evaluate(`tags.includes(${JSON.stringify(line)})`);

    await register('awake');
    await eventually(() => has('Sync completed awake'));
    expect(states()).toBe('running');

    const start = performance.now();
    await eventually(() => states() === 'stopped', {
      timeout: IDLE,
      every: 250,
      what: () => `worker asleep, but ${states()}`,
    });
    console.log(
      `idle worker stopped after ${((performance.now() - start) / 1000).toFixed(0)} s with an open tab`,
    );

    await register('woken');
    await eventually(() => has('Sync completed woken'));
    expect(await browser.evaluate('tags.filter((line) => line === "Sync completed awake").length')).toBe(1);
  },
  IDLE + 40_000,
);
