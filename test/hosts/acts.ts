import { createRequire } from 'node:module';
import { observationsOf } from './observations-of.ts';
import type { OpenHost } from './open-host.ts';
import { openedBy } from './opened-by.ts';

declare global {
  /** In the page: https://github.com/GoogleChromeLabs/comlink */
  var Comlink: typeof import('comlink');
}

const comlink = createRequire(import.meta.url).resolve('comlink');

export const get = ({ page }: OpenHost, url: string): Promise<string> =>
  page.evaluate((url) => fetch(url).then((answer) => answer.text()), url);

/** Sends a message to the worker, and waits for the page to have this many more. */
export async function send({ page }: OpenHost, data: unknown, answers: number): Promise<void> {
  const count = await page.evaluate(async (data) => {
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage(data);
    return messages.length;
  }, data);
  await page.waitForFunction((count) => messages.length >= count, count + answers);
}

/** Calls a method of what the worker exposes; returns its result, or its error's message. */
export async function call({ page }: OpenHost, method: string, values: number[]): Promise<unknown> {
  await page.addScriptTag({ path: comlink });
  return page.evaluate(
    async ({ method, values }) => {
      const { active } = await navigator.serviceWorker.ready;
      const { port1, port2 } = new MessageChannel();
      active?.postMessage('expose', [port2]);
      const exposed = Comlink.wrap(port1) as Record<string, (...values: number[]) => Promise<unknown>>;
      return exposed[method]?.(...values).catch(String);
    },
    { method, values },
  );
}

/** Posts while there is no network, then lets it come back. Returns what the page got for each. */
export async function postOffline(host: OpenHost, bodies: readonly string[]): Promise<readonly string[]> {
  const answers: string[] = [];
  await host.browser.setOffline(true);
  for (const body of bodies) {
    const post = (body: string): Promise<string> =>
      fetch('post', { method: 'POST', body }).then(String, String);
    answers.push(await host.page.evaluate(post, body));
  }
  await host.until('Sync completed', () => host.browser.setOffline(false));
  return answers;
}

export const push = (host: OpenHost, payload: string): Promise<void> =>
  host.until('Push event completed', () =>
    host.browser.workers.deliverPush(host.scope, payload.replace('@', host.scope)),
  );

/** Clicks a notification as a person does, and closes the window that this opens. */
export async function click(host: OpenHost, title: string): Promise<void> {
  const { context, notifications } = host.browser;
  const { id } = await notifications.waitFor(title);
  const opened = openedBy(context, host.scope);
  await host.until('Notification closed', () => notifications.click(id));
  const page = await opened;
  // Closed before the worker has been told of it, it would count as not opened.
  await page.waitForLoadState();
  await observationsOf(page);
  await page.close();
}

export const sync = (host: OpenHost, tag: string): Promise<void> =>
  host.until('Sync completed', () =>
    host.page.evaluate(async (tag) => (await navigator.serviceWorker.ready).sync.register(tag), tag),
  );
