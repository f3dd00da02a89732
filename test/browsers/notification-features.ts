import { expect } from 'vitest';
import type { BrowserStage } from './browser-stage.ts';
import type { Feature } from './feature.ts';
import { entryIn, logOf } from './log-of.ts';

/** Shows a notification through the registration, and waits until the desktop has it. */
async function show(stage: BrowserStage, tag: string): Promise<number> {
  await stage.evaluate(async (tag) => {
    const registration = await navigator.serviceWorker.ready;
    const options = { tag, body: 'A body', actions: [{ action: 'open', title: 'Open' }] };
    await registration.showNotification(`Title of ${tag}`, options);
  }, tag);
  const { id } = await stage.notifications.waitFor(`Title of ${tag}`);
  return id;
}

/** Start and end of the event are there, trusted, in one span, and fine. */
async function expectEvent(stage: BrowserStage, first: string, last: string, tag: string): Promise<void> {
  const end = await entryIn(stage, { event: last, instanceId: tag });
  const start = (await logOf(stage)).find(({ event, span }) => event === first && span === end.span);
  expect(start).toMatchObject({
    service: 'notifications',
    context: 'worker',
    instanceId: tag,
    trusted: true,
  });
  expect(start?.detail.notification).toMatchObject({ title: `Title of ${tag}`, body: 'A body' });
  expect(end.detail).toMatchObject({ outcome: 'ok', extensions: [{ state: 'fulfilled' }] });
}

export const notificationFeatures: readonly Feature[] = [
  {
    name: 'Notification shown',
    async play(stage) {
      await show(stage, 'shown');
      const entry = await entryIn(stage, { event: 'Notification displayed', instanceId: 'shown' });
      expect(entry.metadata).toEqual({ Title: 'Title of shown', Body: 'A body' });
    },
  },
  {
    name: 'Notification clicked',
    async play(stage) {
      stage.notifications.click(await show(stage, 'clicked'));
      await expectEvent(stage, 'Notification clicked', 'notificationclick event completed', 'clicked');
    },
  },
  {
    name: 'Notification button clicked',
    async play(stage) {
      stage.notifications.click(await show(stage, 'button'), 'Open');
      await expectEvent(stage, 'Notification clicked', 'notificationclick event completed', 'button');
      const entry = await entryIn(stage, { event: 'Notification clicked', instanceId: 'button' });
      expect(entry.detail.action).toBe('open');
      expect(entry.metadata).toEqual({ 'Action Index': '0' });
    },
  },
  {
    name: 'Notification dismissed',
    async play(stage) {
      stage.notifications.dismiss(await show(stage, 'dismissed'));
      await expectEvent(stage, 'Notification closed', 'notificationclose event completed', 'dismissed');
    },
  },
  {
    name: 'Notification handler that throws or rejects',
    async play(stage) {
      stage.notifications.click(await show(stage, 'throw'));
      const threw = await entryIn(stage, {
        event: 'notificationclick event completed',
        instanceId: 'throw',
      });
      expect(threw.detail).toMatchObject({ threw: true, error: { message: 'thrown for throw' } });
      stage.notifications.click(await show(stage, 'reject'));
      const rejected = await entryIn(stage, {
        event: 'notificationclick event completed',
        instanceId: 'reject',
      });
      expect(rejected.detail).toMatchObject({
        outcome: 'failed',
        extensions: [{ state: 'rejected', error: { message: 'rejected for reject' } }],
      });
    },
  },
];
