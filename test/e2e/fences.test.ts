import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Chromium, launchChromium } from '../browser/launch-chromium.ts';
import { evaluateIn } from '../browsers/evaluate-in.ts';
import { type Breakable, DAMAGES, type Damage } from '../fences/breakable.ts';
import { activate, faultsOf, remove, stateOf } from '../fences/page-half.ts';
import { type FenceSite, fenceScope, startFenceSite } from '../fences/start-fence-site.ts';
import { eventually } from '../kit/src/eventually.ts';
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
  // Not before it has written, swept, and said so: it uses more of the platform for that.
  await eventually(
    async () => {
      const { used = [] } = (await stateOf(evaluate, '/inventory/')) ?? {};
      site.breakables = used.filter(({ key }) => !OF_THE_HOST.includes(key));
      return ['openKeyCursor', 'postMessage'].every((name) => used.some(({ key }) => key === name));
    },
    { what: 'a log that is written and swept' },
  );
});
afterAll(() => browser.close().then(site.close));

/** What the fence's own host is loaded by. */
const OF_THE_HOST: readonly string[] = ['importScripts', 'listen', 'self'];

async function pushTo(path: string): Promise<void> {
  const scope = site.origin + path;
  await eventually(() => browser.workers.registrations.has(scope), { what: `registration of ${scope}` });
  await browser.workers.deliverPush(scope, 'one');
}

/** Each is a registration of its own, and mostly waited for: some of them do not answer. */
const AT_ONCE = 4;

interface Outcome {
  readonly what: string;
  readonly scope: string;
  /** Of the worker, or why it could not be registered. */
  readonly state: string;
  readonly pushes: readonly string[];
  readonly errors: readonly string[];
  /** Undefined where the plugin does not answer. */
  readonly faults: number | undefined;
}

async function outcomeOf(broken: Breakable, damage: Damage, type: WorkerType): Promise<Outcome> {
  const evaluate = evaluateIn(browser.page);
  const scope = fenceScope(site.breakables.indexOf(broken), damage, type);
  const state = await activate(evaluate, scope, type);
  const outcome = { what: `${broken.name} ${damage}`, scope: site.origin + scope, state };
  if (state !== 'activated') return { ...outcome, pushes: [], errors: [], faults: undefined };
  await pushTo(scope);
  const handled = async (): Promise<boolean> => !!(await stateOf(evaluate, scope))?.pushes.length;
  await eventually(handled, { every: 5, timeout: 5_000 }).catch(() => undefined);
  const faults = await faultsOf(evaluate, scope);
  const { pushes = [], errors = [] } = (await stateOf(evaluate, scope)) ?? {};
  await remove(evaluate, scope);
  return { ...outcome, pushes, errors, faults };
}

/** Without these it listens to nothing, and cannot be asked either. */
const UNHEARD = /^(EventTarget|ExtendableEvent|EventTarget\.addEventListener) /;
/** What is not written for want of these is counted by the log itself, which says so when it can be written again. */
const STORAGE = /IDB|indexedDB|DOMStringList/;

test.each<WorkerType>(['classic', 'module'])(
  'the platform in parts, %s',
  async (type) => {
    expect(site.breakables.length).toBeGreaterThan(80);
    const outcomes: Outcome[] = [];
    const waiting = site.breakables.flatMap((broken) => DAMAGES.map((damage) => [broken, damage] as const));
    const next = async (): Promise<void> => {
      for (let one = waiting.shift(); one; one = waiting.shift())
        outcomes.push(await outcomeOf(...one, type));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, next));
    console.log(`${outcomes.length} workers; broken: ${site.breakables.map(({ name }) => name).join(', ')}`);
    const harmed = outcomes.filter(
      ({ state, pushes, errors }) => state !== 'activated' || pushes.join() !== 'one' || errors.length > 0,
    );
    expect(harmed).toEqual([]);

    const log = await readLog(browser.page);
    // One of both may be what is broken.
    const written = new Set(
      log
        .filter(({ event }) => event === 'Push event completed')
        .flatMap(({ scope, scriptURL }) => [scope, scriptURL?.replace('sw.js', '')]),
    );
    const uncounted = outcomes
      .filter(({ scope, faults }) => !written.has(scope) && !faults)
      .map(({ what }) => what)
      .filter((what) => !UNHEARD.test(what) && !STORAGE.test(what));
    expect(uncounted).toEqual([]);
  },
  240_000,
);
