/**
 * The way home without a page: the worker sends what its log holds, by the same cursor as the pages do.
 *
 * @module
 */
import { NAME } from './log/database.ts';
import { later } from './log/native-timing.ts';
import { guarded, type Scope, type Undo } from './platform.ts';
import { openCursor } from './upload/cursor.ts';
import { identifyPushes, type PushLike, type WriteEntry } from './upload/identify-pushes.ts';
import { inTurn } from './upload/in-turn.ts';
import { keepSender } from './upload/keep-sender.ts';
import { ask, type MayUpload, openPermission } from './upload/permission.ts';
import { readEntries } from './upload/read-entries.ts';
import type { SendOptions } from './upload/sender.ts';
import { openExisting } from './upload/with-store.ts';

export type { MayUpload, SendOptions };

/** How the worker sends. Without `url` it does what a page has said, and nothing where none has. */
export interface WorkerUploadOptions extends Partial<SendOptions> {
  /**
   * Milliseconds after an event within which it is sent, at a moment by chance, so that a push to all devices does not
   * bring them all at once (default 10,000; a worker that has nothing to do lives for some 30 s).
   */
  readonly within?: number | undefined;
  /**
   * Send in WebKit as well while no page is open (default: at the next visit). There a worker that is busy after a push
   * is taken for a slow one, and may lose its subscription.
   */
  readonly webkit?: boolean | undefined;
}

interface UploadScope extends Scope {
  readonly navigator: Scope['navigator'] & { readonly globalPrivacyControl?: boolean };
  readonly registration: ServiceWorkerRegistration;
  readonly clients: { matchAll(options: { includeUncontrolled: boolean }): Promise<readonly unknown[]> };
}

/** Where the plugin is installed: its undo, which says how many events are going on, and tells of each that begins. */
const INSTALLED: unique symbol = Symbol.for('offstage');

interface Installed {
  readonly open?: () => number;
  readonly write?: WriteEntry;
  began?: ((event: PushLike, span: { readonly write: WriteEntry }) => void) | undefined;
}
/** Ours, before anybody puts something in its place: no request of ours is to be seen. */
const nativeFetch: typeof fetch | undefined = guarded(() => globalThis.fetch.bind(globalThis));
/** Milliseconds: an event that has ended is written by then, and others that came with it. */
const SOON = 500;
const WITHIN = 10_000;

/**
 * Sends the log's entries from this service worker: after the events that they are about, in what is left of its life, and
 * again at the next event where that was not enough. No event waits for it. Load it after the plugin, and before anything
 * that replaces `fetch`.
 *
 * `may` says yes with options, or no; a function is asked before each round. What a page has said (`start({ upload })`)
 * is taken over where there is no `url`; a page's no stops it in any case. Returns its undo. Never throws.
 *
 * @example
 * import '@offstage/sw-plugin/auto';
 * import { upload } from '@offstage/sw-plugin/upload';
 * upload({ url: 'https://reports.example.com/reports/background' });
 */
export const upload = (may: MayUpload<WorkerUploadOptions> = {}): Undo =>
  guarded(() => begin(may)) ?? (() => undefined);

function begin(may: MayUpload<WorkerUploadOptions>): Undo | undefined {
  const scope = globalThis as unknown as UploadScope;
  // A worker's module that is loaded elsewhere, e.g. tested in Node, which a channel would keep from ending.
  if (!scope.registration) return undefined;
  const { userAgent } = scope.navigator;
  const permission = openPermission(openExisting);
  const senderFor = keepSender(permission);
  const isWebKit = /AppleWebKit/.test(userAgent) && !/Chrom(e|ium)\//.test(userAgent);
  let waiting = false;
  let stopped = false;
  // Of options that are not known yet the default.
  let within = (may as WorkerUploadOptions | null)?.within ?? WITHIN;

  const plugin = (): Installed | undefined => (scope as { [INSTALLED]?: Installed })[INSTALLED];
  const isBusy = (): boolean => !!plugin()?.open?.();

  /** What may be done now; undefined: nothing. */
  async function allowed(): Promise<(WorkerUploadOptions & SendOptions) | undefined> {
    const mine = !stopped && (await ask(may));
    const word = await permission.pageWord();
    const options = { ...word, ...mine };
    const isNo =
      !mine ||
      word === false ||
      !options.url ||
      (word?.redacts && !mine.redact) ||
      (options.globalPrivacyControl && scope.navigator.globalPrivacyControl);
    if (!isNo) return { ...options, url: new URL(options.url as string, scope.location.href).href };
    await permission.forget();
    return undefined;
  }

  async function round(): Promise<void> {
    const options = await allowed();
    if (!options) return;
    const { url } = options;
    within = options.within ?? within;
    if (isWebKit && !options.webkit && !(await scope.clients.matchAll({ includeUncontrolled: true })).length)
      return;
    const write = plugin()?.write;
    if (write) pushes.name_(write);
    const { send } = await senderFor({
      options,
      from: {
        context: 'worker',
        origin: `${scope.location.origin}/`,
        scope: scope.registration.scope,
        scriptURL: scope.location.href,
      },
      cursor: openCursor({ url, open: openExisting }),
      userAgent,
      fetch: nativeFetch,
      read: readEntries,
      now: Date.now,
    });
    const had = await inTurn(
      scope.navigator.locks,
      url,
      async (isOurs) => {
        const rest = await send(async () => (await isOurs()) && !isBusy() && !!(await allowed()));
        if (rest.state === 'gone') stopped = true;
        if (rest.state === 'wait') soon(rest.until - Date.now());
        else if (isBusy()) soon();
      },
      openExisting,
    );
    if (!had) soon();
  }

  /** What fails has no database; the next event tries again. */
  function soon(delay: number = SOON + Math.random() * Math.max(0, within - SOON)): void {
    if (stopped || waiting) return;
    waiting = true;
    later(() => {
      waiting = false;
      if (isBusy()) soon();
      else if (!stopped) round().catch(() => undefined);
    }, delay);
  }

  const pushes = identifyPushes({
    isBusy_: isBusy,
    async may_() {
      const options = await allowed();
      return options?.services?.includes('pushMessaging') === false ? undefined : options;
    },
    subscription_: () => scope.registration.pushManager.getSubscription(),
  });
  const installed = plugin();
  if (installed) installed.began = (event, { write }) => pushes.add_(event, write);

  // An event, or a page, has written something.
  const channel = guarded(() => new BroadcastChannel(NAME));
  if (channel)
    channel.onmessage = ({ data }) => {
      if (data !== 'grew') return;
      pushes.look_();
      soon();
    };
  soon();
  return () => {
    stopped = true;
    if (installed) installed.began = undefined;
    channel?.close();
  };
}
