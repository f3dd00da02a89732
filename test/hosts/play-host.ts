import type { Page } from 'playwright-core';
import type { Chromium } from '../browser/launch-chromium.ts';
import type { RecordedEvent } from '../kit/src/chromium/background-service-recorder.ts';
import { call, click, get, postOffline, push, send, sync } from './acts.ts';
import type { Host, Order } from './host.ts';
import { observationsOf } from './observations-of.ts';
import { openHost } from './open-host.ts';
import type { HostSite } from './start-host-site.ts';

/** All that can be told of a host, from inside and from outside. */
export interface Played {
  /** What its own code saw, in order. */
  readonly observations: unknown;
  /** What its page got: answers to requests and calls, and messages. */
  readonly answers: readonly unknown[];
  /** Posts that arrived. */
  readonly posts: readonly string[];
  /** Titles of the notifications that are left in the end. */
  readonly notifications: readonly string[];
  /** What the browser's own recorder has of its registration. */
  readonly recorded: readonly RecordedEvent[];
}

/** What the page has got, once it has had this many messages. Closes the notifications. */
async function receivedBy(page: Page, count: number): Promise<{ messages: unknown[]; titles: string[] }> {
  await page.waitForFunction((count) => messages.length >= count, count);
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const notifications = await registration.getNotifications();
    const titles = notifications.map(({ title }) => title);
    for (const notification of notifications) notification.close();
    return { messages, titles };
  });
}

/** Lets everything happen to a host that is to happen, and tells what came of it. The page stays open. */
export async function playHost(
  browser: Chromium,
  site: HostSite,
  host: Host,
  order: Order,
): Promise<{ readonly page: Page; readonly played: Played }> {
  const scope = site.scope(host, order);
  const open = await openHost(browser, scope);
  const answers: unknown[] = [await get(open, 'data.json')];
  for (const { data, answers } of host.messages ?? []) await send(open, data, answers);
  for (const [method, ...values] of host.calls ?? []) answers.push(await call(open, method, values));
  if (host.posts) answers.push(...(await postOffline(open, host.posts)));
  for (const payload of host.pushes ?? []) await push(open, payload);
  for (const title of host.clicks ?? []) await click(open, title);
  for (const tag of host.syncs ?? []) await sync(open, tag);

  const { messages, titles } = await receivedBy(open.page, host.answers ?? 0);
  return {
    page: open.page,
    played: {
      observations: await observationsOf(open.page),
      answers: [...answers, ...messages],
      posts: site.postsOf(scope),
      notifications: titles,
      recorded: open.recorded(),
    },
  };
}
