import webPush from 'web-push';
import type { Engine } from '../engine.ts';
import { eventually } from '../eventually.ts';
import type { SubscriptionJSON } from '../push-service/start-push-service.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Tab } from '../tab/tab.ts';
import type { App, Patience } from './app.ts';
import type { Happening } from './happening.ts';
import {
  activeScope,
  currentSubscription,
  registerPeriodicSync,
  registerSync,
  startFetch,
  unregisterPeriodicSync,
} from './in-page.ts';
import { isTold } from './is-told.ts';
import { notificationsOf } from './notifications.ts';
import { type Logged, readLog } from './read-log.ts';
import { refusal } from './refusal.ts';
import { saveLog } from './save-log.ts';
import { eventIn, tell } from './tell.ts';

export interface OpenOptions {
  readonly engine: Engine;
  readonly around: Surroundings;
  readonly page: Tab;
  readonly origin: string;
  readonly timeout: number;
  /** What else ends with the app, in order. */
  readonly closing: readonly (() => Promise<void> | void)[];
}

interface Doing extends Patience {
  readonly what: string;
  /** DOM event types that it is done for. */
  readonly types: readonly string[];
  readonly instanceId?: string;
  act(): Promise<unknown>;
}

/** The browser's own last words on an event. */
const LAST_WORDS = new Set([
  'Push event completed',
  'Sync completed',
  'sync event failed',
  'periodicsync event completed',
  'periodicsync event failed',
  'Background Fetch completed',
  'Payment response',
]);

/** Milliseconds that the log may need for the rest of what ended. */
const AFTERWARDS = 2_000;

const CHROMIUM_ALONE = (what: string): Error =>
  new Error(
    `NOT_IN_THIS_BROWSER: Firefox has no ${what}. Skip this test there: app.browser says which one it is.`,
  );

/** The app's own things to do, in a browser that is there. */
export function openApp(options: OpenOptions): App {
  const { engine, around, page, origin, timeout: patience, closing } = options;
  const { gateway, notifications: daemon } = around;
  const { publicKey } = webPush.generateVAPIDKeys();
  let known: SubscriptionJSON | undefined;
  let knownScope: string | undefined;

  /** In a page of the app: its own when it is there, else one that nobody sees. */
  async function inPage<Result>(work: (tab: Tab) => Promise<Result>): Promise<Result> {
    const at = await page.url().catch(() => '');
    if (at.startsWith(`${origin}/`)) return work(page);
    const aside = await engine.openAside(origin + gateway.blank);
    try {
      return await work(aside);
    } finally {
      await aside.close();
    }
  }
  const read = (): Promise<Logged> => inPage(readLog);
  const lastSeq = ({ entries }: Logged): number => entries.at(-1)?.seq ?? 0;

  const scope = (): Promise<string> =>
    inPage((tab) =>
      eventually(() => tab.evaluate(activeScope), {
        timeout: patience,
        what: `an active service worker of ${origin}`,
      }).catch((cause: unknown) => {
        throw new Error('NO_WORKER: the app has registered no service worker, or it did not install.', {
          cause,
        });
      }),
    );

  async function subscription(): Promise<SubscriptionJSON> {
    await scope();
    const found = await inPage((tab) => tab.evaluate(currentSubscription, publicKey));
    // To the stand-in, whatever service the browser believes it to be.
    known = { ...found, endpoint: engine.pushOrigin + new URL(found.endpoint).pathname };
    return known;
  }

  /** Does it, waits until what it is done for has ended, and tells what came of it. */
  async function happen({ what, types, instanceId, timeout = patience, act }: Doing): Promise<Happening> {
    const after = lastSeq(await read());
    const from = daemon?.all.length ?? 0;
    const words = engine.recorder?.events.length ?? 0;
    const refused = new Map(gateway.refused);
    const end = performance.now() + timeout;
    await act();
    let since: number | undefined;
    const isOver = (logged: Logged): boolean => {
      const event = eventIn(logged, { after, types, instanceId });
      if (event === undefined || event.outcome === 'running') return false;
      since ??= performance.now();
      return isTold(event) || performance.now() - since > AFTERWARDS;
    };
    const isEnded = (): boolean =>
      engine.recorder?.events.slice(words).some(({ eventName }) => LAST_WORDS.has(eventName)) ?? true;
    let logged: Logged | undefined;
    // A page that is opened to look would be one that the worker sees: not before the browser has had its say.
    const isLeft = !(await page.url().catch(() => '')).startsWith(`${origin}/`);
    while (performance.now() < end) {
      if (!isLeft || isEnded()) {
        logged = await read();
        if (isOver(logged)) break;
      }
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    logged ??= await read();
    const titles = (): string[] | undefined => daemon?.all.slice(from).map(({ summary }) => summary);
    const engineName = engine.name;
    const told = (): Happening =>
      tell(logged, {
        what,
        after,
        types,
        instanceId,
        engine: engineName,
        onScreen: titles(),
        notes: notes(words, logged, after, refused),
      });
    let happening = told();
    // The worker hears that it was shown before the desktop has it.
    const onScreenBy = performance.now() + 5_000;
    while (
      happening.notifications.some(({ onScreen }) => onScreen === false) &&
      performance.now() < onScreenBy
    ) {
      await new Promise((resolve) => setTimeout(resolve, 40));
      happening = told();
    }
    return happening;
  }

  /** What is worth saying beside the log: where it has nothing since an entry, and what the app asked for in vain. */
  function notes(
    words: number,
    { entries }: Logged,
    after = -1,
    before: ReadonlyMap<string, number> = new Map(),
  ): readonly string[] {
    const isEmpty = !entries.some(({ seq }) => seq > after);
    const said = (isEmpty ? (engine.recorder?.events.slice(words) ?? []) : []).map(
      ({ eventName, eventMetadata }) =>
        `The browser itself: ${eventName}${eventMetadata.map(({ key, value }) => ` (${key}: ${value})`).join('')}`,
    );
    const inVain = [...gateway.refused].filter(([origin, count]) => count > (before.get(origin) ?? 0));
    return [...said, ...inVain.flatMap(([origin]) => refusal(origin) ?? [])];
  }

  const register = async (what: string, work: (tab: Tab) => Promise<unknown>): Promise<void> => {
    if (engine.name === 'firefox') throw CHROMIUM_ALONE(what);
    await scope();
    await inPage(work);
  };

  const app: App = {
    browser: engine.name,
    version: engine.version,
    origin,
    endpoint: engine.endpoint,
    page,
    async leave() {
      // While there is still a page to ask.
      if (engine.dispatchPush) knownScope ??= await scope();
      else known ??= await subscription();
      await page.goto('about:blank');
    },
    subscription,
    notifications: notificationsOf(daemon),
    async push(payload, { subscription: to, timeout } = {}) {
      const body =
        payload === undefined || typeof payload === 'string' || Buffer.isBuffer(payload)
          ? payload
          : JSON.stringify(payload);
      const isThere = (await page.url().catch(() => '')).startsWith(`${origin}/`);
      let act: () => Promise<void>;
      // With no page open there is nobody to ask again.
      if (engine.dispatchPush) {
        const { dispatchPush } = engine;
        const target = (isThere ? undefined : knownScope) ?? (await scope());
        act = () => dispatchPush(target, body?.toString() ?? '');
      } else {
        const target = to ?? (isThere ? undefined : known) ?? (await subscription());
        act = () => engine.deliver(target, body);
      }
      return happen({
        what: `push ${body === undefined ? 'without data' : Buffer.isBuffer(body) ? `of ${body.length} bytes` : body}`,
        types: ['push'],
        timeout,
        act,
      });
    },
    sync: (tag, { timeout } = {}) =>
      happen({
        what: `sync "${tag}"`,
        types: ['sync'],
        instanceId: tag,
        timeout,
        act: () => register('background sync', (tab) => tab.evaluate(registerSync, tag)),
      }),
    async periodicSync(tag, { timeout } = {}) {
      let isTheirs: unknown;
      const happening = await happen({
        what: `periodic sync "${tag}"`,
        types: ['periodicsync'],
        instanceId: tag,
        timeout,
        act: () =>
          register('periodic background sync', async (tab) => {
            isTheirs = await tab.evaluate(registerPeriodicSync, tag);
          }),
      });
      // It would come again every few seconds, and into every later story.
      if (isTheirs === false) await inPage((tab) => tab.evaluate(unregisterPeriodicSync, tag));
      return happening;
    },
    backgroundFetch: (id, urls, { timeout, ...about } = {}) =>
      happen({
        what: `background fetch "${id}"`,
        types: ['backgroundfetchsuccess', 'backgroundfetchfail', 'backgroundfetchabort'],
        instanceId: id,
        timeout,
        act: () => register('background fetch', (tab) => tab.evaluate(startFetch, { id, urls, about })),
      }),
    pay: ({ url, click }, { timeout } = {}) =>
      happen({
        what: `payment at ${url}`,
        types: ['paymentrequest'],
        timeout,
        async act() {
          if (engine.name === 'firefox') throw CHROMIUM_ALONE('payment handlers');
          await engine.grantPermissions(new URL(url).origin);
          const tab = await engine.openTab();
          await tab.goto(url);
          await tab.click(click);
        },
      }),
    during: (work, { type, timeout }) =>
      happen({ what: `waiting for "${type}"`, types: [type], timeout, act: work }),
    async offline(offline = true) {
      gateway.setOffline(offline);
      await engine.setOffline(offline);
    },
    worker: {
      stop: () => engine.stopWorkers(),
      start: async () => engine.startWorker(await scope()),
    },
    setPermission: (name, setting) => engine.setPermission(origin, name, setting),
    async history() {
      const logged = await read();
      return tell(logged, {
        what: 'everything so far',
        after: -1,
        engine: engine.name,
        onScreen: daemon?.all.map(({ summary }) => summary),
        notes: notes(0, logged),
      });
    },
    log: async () => (await read()).entries,
    doctor: async () => (await app.history()).findings,
    async save(folder, name = `offstage-${engine.name}`) {
      return saveLog(await read(), { folder, name, said: `${origin} in ${engine.name} ${engine.version}` });
    },
    async close() {
      for (const end of closing) await end();
    },
  };
  return app;
}
