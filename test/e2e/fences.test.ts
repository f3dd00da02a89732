import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../browser/eventually.ts';
import { type Chromium, launchChromium } from '../browser/launch-chromium.ts';
import { evaluateIn } from '../browsers/evaluate-in.ts';
import { DAMAGES } from '../fences/breakable.ts';
import { activate, faultsOf, remove, stateOf } from '../fences/page-half.ts';
import { type FenceSite, fenceScope, startFenceSite } from '../fences/start-fence-site.ts';
import { readLog } from '../log/read-log.ts';

// Whatever the plugin touches may be missing, or throw: the host is installed, and its push is handled.
let browser: Chromium;
let site: FenceSite;

beforeAll(async () => {
  browser = await launchChromium();
  site = await startFenceSite();
  await browser.grantPermissions(site.origin);
  await browser.page.goto(site.origin);
  const evaluate = evaluateIn(browser.page);
  expect(await activate(evaluate, '/inventory/', 'classic')).toBe('activated');
  await pushTo('/inventory/');
  await faultsOf(evaluate, '/inventory/');
  const { used = [] } = (await stateOf(evaluate, '/inventory/')) ?? {};
  site.breakables = used.filter(({ key }) => !OF_THE_HOST.includes(key));
});
afterAll(() => browser.close().then(site.close));

/** What the fence's own host is loaded by. */
const OF_THE_HOST: readonly string[] = ['importScripts', 'listen', 'self'];
const AT_ONCE = 6;

async function pushTo(path: string): Promise<void> {
  const scope = site.origin + path;
  await eventually(() => browser.workers.registrations.has(scope), { what: `registration of ${scope}` });
  await browser.workers.deliverPush(scope, 'one');
}

interface Outcome {
  readonly what: string;
  readonly state: string;
  readonly pushes: readonly string[];
  readonly errors: readonly string[];
  readonly faults: number | undefined;
  readonly logged: boolean;
}

async function outcomeOf(index: number, damage: string, type: WorkerType): Promise<Outcome> {
  const evaluate = evaluateIn(browser.page);
  const scope = fenceScope(index, damage, type);
  const state = await activate(evaluate, scope, type);
  const of = { what: `${site.breakables[index]?.name} ${damage}, ${type}`, state };
  if (state !== 'activated') return { ...of, pushes: [], errors: [], faults: undefined, logged: false };
  await pushTo(scope);
  const seen = await eventually(
    async () => {
      const each = await stateOf(evaluate, scope);
      return each?.pushes.length ? each : undefined;
    },
    { timeout: 5_000 },
  ).catch(() => undefined);
  const faults = await faultsOf(evaluate, scope);
  await remove(evaluate, scope);
  return { ...of, pushes: seen?.pushes ?? [], errors: seen?.errors ?? [], faults, logged: false };
}

test.each<WorkerType>(['classic', 'module'])(
  'the platform in parts, %s',
  async (type) => {
    expect(site.breakables.length).toBeGreaterThan(50);
    const all = site.breakables.flatMap((_, index) => DAMAGES.map((damage) => [index, damage] as const));
    const outcomes: Outcome[] = [];
    const queue = all.values();
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (const [index, damage] of queue) outcomes.push(await outcomeOf(index, damage, type));
      }),
    );
    const ended = new Set(
      (await readLog(browser.page))
        .filter(({ event }) => event === 'Push event completed')
        .map(({ scope }) => scope),
    );
    console.log(
      `${outcomes.length} fences of ${site.breakables.length} parts: ${site.breakables.map(({ name }) => name).join(' ')}`,
    );
    const broken = outcomes.filter(
      ({ state, pushes, errors }) => state !== 'activated' || pushes.join() !== 'one' || errors.length > 0,
    );
    expect(broken).toEqual([]);
    // What was not written was counted.
    const silent = all
      .map(
        ([index, damage]) =>
          [
            `${site.breakables[index]?.name} ${damage}, ${type}`,
            site.origin + fenceScope(index, damage, type),
          ] as const,
      )
      .filter(([, scope]) => !ended.has(scope))
      .map(([what]) => outcomes.find((each) => each.what === what))
      .filter((each) => !each?.faults)
      .map((each) => each?.what);
    expect(silent).toEqual([]);
  },
  240_000,
);
