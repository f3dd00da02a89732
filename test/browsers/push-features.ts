import type { Entry } from '@offstage/sw-plugin/log';
import { expect } from 'vitest';
import { eventually } from '../kit/src/eventually.ts';
import type { BrowserStage } from './browser-stage.ts';
import type { Feature } from './feature.ts';
import { entryIn, logOf } from './log-of.ts';
import { wake } from './wake.ts';

interface Lifetime {
  readonly start: Entry;
  readonly end: Entry;
}

/** First and last entry of the push with this payload; waits for them. */
function lifetimeOf(stage: BrowserStage, payload: string): Promise<Lifetime> {
  const look = async (): Promise<Lifetime | undefined> => {
    const log = await logOf(stage);
    const start = log.find(({ metadata }) => metadata.Payload === payload);
    const end = log.find(({ span, detail }) => start && span === start.span && detail.phase === 'end');
    return start && end && { start, end };
  };
  return eventually(look, { what: `start and end of the push ${payload}` });
}

export const pushFeatures: readonly Feature[] = [
  {
    name: 'Push that shows a notification',
    async play(stage) {
      await stage.push?.('hello');
      const { start, end } = await lifetimeOf(stage, 'hello');
      expect(start).toMatchObject({ event: 'Push event dispatched', trusted: true, context: 'worker' });
      expect(start.detail.payload).toEqual({ bytes: 5, text: 'hello' });
      expect(end).toMatchObject({ event: 'Push event completed', metadata: { Status: 'Success' } });
      expect(end.detail).toMatchObject({ outcome: 'ok', shown: 1 });
    },
  },
  {
    name: 'Push while the worker sleeps and no page is open',
    async play(stage) {
      const before = (await logOf(stage)).at(-1);
      await stage.fallAsleep();
      await stage.push?.('asleep');
      await stage.notifications.waitFor('Pushed');
      await wake(stage);
      const { start, end } = await lifetimeOf(stage, 'asleep');
      expect(start.boot).not.toBe(before?.boot);
      expect(end.detail).toMatchObject({ outcome: 'ok', shown: 1 });
      // No page was there to wake it: the push did.
      const log = await logOf(stage);
      const boot = log.findIndex((entry) => entry.event === 'Worker started' && entry.boot === start.boot);
      expect(log[boot + 1]?.id).toBe(start.id);
    },
  },
  {
    name: 'Push handler that throws or rejects',
    async play(stage) {
      await stage.push?.('throw');
      const thrown = (await lifetimeOf(stage, 'throw')).end;
      expect(thrown.detail).toMatchObject({ threw: true, error: { message: 'thrown for throw' } });
      await stage.push?.('reject');
      const rejected = (await lifetimeOf(stage, 'reject')).end;
      expect(rejected.detail).toMatchObject({ outcome: 'failed' });
      expect(rejected.detail.extensions).toMatchObject([
        { state: 'rejected', error: { message: 'rejected for reject' } },
      ]);
    },
  },
  {
    name: 'Push that shows nothing',
    async play(stage) {
      await stage.push?.('silent');
      const { end } = await lifetimeOf(stage, 'silent');
      expect(end.detail.outcome).toBe('silent');
      await entryIn(stage, { event: 'No notification shown' });
    },
  },
  {
    name: 'Declarative push message, of which the worker is told',
    async play(stage) {
      // https://www.w3.org/TR/push-api/#declarative-push-message
      const message = JSON.stringify({
        web_push: 8030,
        notification: { title: 'Declared', navigate: stage.origin },
      });
      await stage.push?.(message);
      const { start, end } = await lifetimeOf(stage, message);
      expect(start.detail.payload).toEqual({ bytes: message.length, text: message });
      expect(end.detail).toMatchObject({ outcome: 'ok', shown: 1 });
    },
  },
  {
    name: 'Push subscription changed by the push service',
    async play(stage) {
      await stage.loseSubscription?.();
      const entry = await entryIn(stage, { event: 'pushsubscriptionchange event dispatched' });
      expect(entry).toMatchObject({ service: 'pushMessaging', trusted: true });
      expect(entry.detail.oldSubscription).toMatchObject({ endpointHost: expect.any(String) });
      await entryIn(stage, { event: 'pushsubscriptionchange event completed' });
    },
  },
];
