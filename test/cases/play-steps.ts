import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import webPush from 'web-push';
import type { Chromium } from '../browser/launch-chromium.ts';
import { eventually } from '../kit/src/eventually.ts';
import type { SubscriptionJSON } from '../kit/src/push-service/start-push-service.ts';
import { readLog } from '../log/read-log.ts';
import type { CaseBrowser } from './case-browser.ts';
import { fits } from './complaints.ts';
import type { Step } from './field-case.ts';
import { recorded } from './recorded.ts';
import type { SiteState } from './start-field-site.ts';

/** Where the steps of one run are played. */
export interface FieldStage {
  readonly browser: CaseBrowser;
  readonly page: Page;
  readonly origin: string;
  readonly merchant: string;
  readonly site: SiteState;
  readonly subscriptions: Map<string, SubscriptionJSON>;
}

type Play = (stage: FieldStage, step: Step) => Promise<unknown>;

const PATIENCE = { timeout: 30_000, every: 100 };
const { publicKey } = webPush.generateVAPIDKeys();

const hostOf = ({ origin }: FieldStage): string => new URL(origin).host;

/** Scope as a page would name it; `.`, that of the page itself. */
const scopeOf = ({ scope }: Step): string => scope ?? '.';

/** Once it has activated: by then a worker that claims its pages controls them. */
const ready: Play = ({ page }, step) =>
  page.evaluate(async (scope) => {
    for (let turn = 0; turn < 300; turn += 1) {
      // Not `getRegistration()`: asked just when a scope is stored, Chromium forgets that one.
      const all = await navigator.serviceWorker.getRegistrations();
      const { href } = new URL(scope, location.href);
      const [own] = all
        .filter((one) => href.startsWith(one.scope))
        .sort((a, b) => b.scope.length - a.scope.length);
      if (own?.active?.state === 'activated') return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`NOT_ACTIVE: no worker of ${scope}`);
  }, scopeOf(step));

const subscribe: Play = async (stage, step) => {
  const subscription: SubscriptionJSON = await stage.page.evaluate(
    async ([scope, applicationServerKey]) => {
      const registration = await navigator.serviceWorker.getRegistration(scope);
      if (!registration) throw new Error(`NO_REGISTRATION: none of ${scope}`);
      return JSON.parse(
        JSON.stringify(
          await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey }),
        ),
      );
    },
    [scopeOf(step), publicKey] as const,
  );
  stage.subscriptions.set(scopeOf(step), subscription);
};

const push: Play = async (stage, step) => {
  const { browser, origin, page } = stage;
  const { payload, away } = step;
  if (!stage.subscriptions.has(scopeOf(step))) await subscribe(stage, step);
  const subscription = stage.subscriptions.get(scopeOf(step)) as SubscriptionJSON;
  const text = (typeof payload === 'string' ? payload : JSON.stringify(payload))?.replaceAll(
    'HOST',
    hostOf(stage),
  );
  if (!away) return browser.send(subscription, text);
  const url = page.url();
  await page.goto('about:blank');
  await browser.handled(origin, subscription, text);
  await page.goto(url);
};

/** The newest notification of the site that is on screen: Chromium names the site in its body, elsewhere the app has to. */
async function onScreen(stage: FieldStage): Promise<number> {
  const { shown } = stage.browser.notifications;
  const host = hostOf(stage);
  const what = `a notification of ${host} on screen`;
  return (
    await eventually(
      () => [...shown.values()].reverse().find(({ summary, body }) => `${summary} ${body}`.includes(host)),
      {
        ...PATIENCE,
        what,
      },
    )
  ).id;
}

/** Goes by without waiting for what the script registers. */
const register: Play = async (stage, { script = '/sw.js', scope }) => {
  await stage.page.evaluate(
    async ([url, scope]) => {
      const registration = await navigator.serviceWorker.register(url, scope === null ? {} : { scope });
      for (let turn = 0; turn < 300; turn += 1) {
        const { active, waiting } = registration;
        if ([active, waiting].some((worker) => worker?.scriptURL === new URL(url, location.href).href))
          return;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    [script, scope ?? null] as const,
  );
};

const wait: Play = async (stage, { event = '', where = {}, nth = 1, ms }) => {
  if (ms !== undefined) return delay(ms);
  let names: readonly string[] = [];
  const look = async (): Promise<boolean> => {
    const entries = await readLog(stage.page);
    names = entries.map((entry) => entry.event);
    return entries.filter((entry) => fits(entry, { event, where }, new Map())).length >= nth;
  };
  const what = (): string => `"${event}" ${nth} times; the log has: ${names.join(', ')}`;
  return eventually(look, { ...PATIENCE, what });
};

/** For the steps that no other browser can play. */
function chromiumOf({ browser }: FieldStage): Chromium {
  if (browser.chromium) return browser.chromium;
  throw new Error('CHROMIUM_ONLY: this step is played in Chromium alone.');
}

const versionsOf = (stage: FieldStage) =>
  [...chromiumOf(stage).workers.versions.values()].filter(({ scriptURL }) =>
    scriptURL.startsWith(`${stage.origin}/`),
  );

/** Is a worker of the site known, and none of them on its way? */
const hasSettled = (stage: FieldStage): boolean => {
  const versions = versionsOf(stage);
  return (
    versions.length > 0 &&
    versions.every(({ runningStatus }) => runningStatus === 'running' || runningStatus === 'stopped')
  );
};

const running = (stage: FieldStage) =>
  versionsOf(stage).filter(({ runningStatus }) => runningStatus === 'running');

/** What each kind of step does. */
const STEPS: Readonly<Record<string, Play>> = {
  async grant({ browser, origin }, { permissions = [] }) {
    for (const permission of permissions)
      await browser.setPermission(origin, permission as 'notifications', 'granted');
  },
  deny: ({ browser, origin }, { permission = 'notifications' }) =>
    browser.setPermission(origin, permission as 'notifications', 'denied'),
  async open({ page, origin, site }, { path = '/', registers, scope }) {
    if (registers) site.registers = { script: registers, scope };
    await page.goto(origin + path);
  },
  ready,
  subscribe,
  push,
  async stopWorker(stage) {
    // The browser's inspector may hear of a start later than the log does.
    await eventually(() => hasSettled(stage), { ...PATIENCE, what: 'the worker started' });
    await Promise.all(
      running(stage).map(({ versionId }) =>
        chromiumOf(stage).cdp.send('ServiceWorker.stopWorker', { versionId }),
      ),
    );
    await eventually(() => running(stage).length === 0, { ...PATIENCE, what: 'the worker stopped' });
  },
  sync: ({ page }, step) =>
    page.evaluate(
      async ([scope, tag]) => {
        const registration = await navigator.serviceWorker.getRegistration(scope);
        await (registration as unknown as { sync: { register(tag: string): Promise<void> } }).sync.register(
          tag,
        );
      },
      [scopeOf(step), step.tag ?? ''] as const,
    ),
  async click(stage, { button }) {
    stage.browser.notifications.click(await onScreen(stage), button);
  },
  async dismiss(stage) {
    stage.browser.notifications.dismiss(await onScreen(stage));
  },
  evaluate: ({ page }, { script = '' }) => page.evaluate(script.replaceAll('KEY', JSON.stringify(publicKey))),
  async route({ site }, { path = '', status, drop }) {
    site.routes.push({
      route: path,
      ...(status !== undefined && { status }),
      ...(drop !== undefined && { drop }),
    });
  },
  async pay(stage, { amount = '1.00' }) {
    const { browser, merchant, origin, page } = stage;
    const answers = (): number => recorded(chromiumOf(stage), origin, 'Payment response');
    const before = answers();
    const shop = await browser.context.newPage();
    await shop.goto(`${merchant}/?amount=${amount}`);
    await shop.bringToFront();
    await shop.click('#buy');
    await eventually(() => answers() > before, { ...PATIENCE, what: 'an answer to the payment' });
    await shop.close();
    await page.bringToFront();
  },
  register,
  wait,
};

/** Plays the steps in their order. */
export async function playSteps(stage: FieldStage, steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    const play = STEPS[step.do];
    if (!play) throw new Error(`NO_SUCH_STEP: ${step.do}`);
    await play(stage, step);
  }
}
