import type { Page } from 'playwright-core';
import { eventually } from '../kit/src/eventually.ts';
import { recorded } from './recorded.ts';
import type { Scenario } from './stage.ts';

/** Shows a notification with one button; its title is its tag. */
export const showNotification = (page: Page, tag: string): Promise<void> =>
  page.evaluate(async (tag) => {
    const registration = await navigator.serviceWorker.ready;
    // TypeScript's DOM library has no `actions`, since they exist in workers' notifications only.
    const options = {
      tag,
      body: `Body of ${tag}`,
      data: { a: 1 },
      actions: [{ action: 'yes', title: 'Yes' }],
    };
    await registration.showNotification(tag, options as NotificationOptions);
  }, tag);

export const notifications: readonly Scenario[] = [
  {
    name: 'a notification that is clicked',
    service: 'notifications',
    logs: ['Notification displayed', 'Notification clicked'],
    async play(stage) {
      await showNotification(stage.page, 'clicked');
      const { id } = await stage.notifications.waitFor('clicked');
      await recorded(stage, 'Notification displayed', 'clicked');
      stage.notifications.click(id);
      await recorded(stage, 'Notification clicked', 'clicked');
    },
  },
  {
    name: 'a notification whose button is clicked',
    service: 'notifications',
    logs: ['Notification displayed', 'Notification clicked'],
    async play(stage) {
      await showNotification(stage.page, 'button');
      const { id } = await stage.notifications.waitFor('button');
      await recorded(stage, 'Notification displayed', 'button');
      stage.notifications.click(id, 0);
      await recorded(stage, 'Notification clicked', 'button');
    },
  },
  {
    name: 'a notification that is dismissed',
    service: 'notifications',
    logs: ['Notification displayed', 'Notification closed'],
    async play(stage) {
      await showNotification(stage.page, 'dismissed');
      const { id } = await stage.notifications.waitFor('dismissed');
      await recorded(stage, 'Notification displayed', 'dismissed');
      stage.notifications.dismiss(id);
      await recorded(stage, 'Notification closed', 'dismissed');
    },
  },
  {
    name: 'a notification that script closes',
    service: 'notifications',
    logs: ['Notification displayed', 'Notification closed'],
    async play(stage) {
      await showNotification(stage.page, 'closed');
      await stage.notifications.waitFor('closed');
      await recorded(stage, 'Notification displayed', 'closed');
      await stage.page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        for (const notification of await registration.getNotifications({ tag: 'closed' }))
          notification.close();
      });
      await recorded(stage, 'Notification closed', 'closed');
    },
  },
  {
    name: 'a notification whose click handler rejects',
    service: 'notifications',
    logs: ['Notification displayed', 'Notification clicked'],
    async play(stage) {
      await showNotification(stage.page, 'reject');
      const { id } = await stage.notifications.waitFor('reject');
      await recorded(stage, 'Notification displayed', 'reject');
      stage.notifications.click(id);
      await recorded(stage, 'Notification clicked', 'reject');
    },
  },
  {
    name: "a page's own notification, which the browser does not record",
    service: 'notifications',
    logs: [],
    async play({ page, notifications: daemon }) {
      await page.evaluate(() => void new Notification('not persistent'));
      await eventually(() => [...daemon.shown.values()].some(({ summary }) => summary === 'not persistent'));
    },
  },
];
