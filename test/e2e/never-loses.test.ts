import { setTimeout as delay } from 'node:timers/promises';
import type { Entry } from '@offstage/sw-plugin/log';
import { beforeAll, expect, test } from 'vitest';
import type { RecordedEvent } from '../browser/background-service-recorder.ts';
import { eventually } from '../browser/eventually.ts';
import { readLog } from '../log/read-log.ts';
import { type ChromiumStage, setStage } from '../scenarios/set-stage.ts';

const STOPS = 200;
const BURST = 5;

let stage: ChromiumStage;

beforeAll(async () => {
  stage = await setStage();
  return stage.close;
});

const payloadOf = ({ eventMetadata }: RecordedEvent): string | undefined =>
  eventMetadata.find(({ key }) => key === 'Payload')?.value;

/** Payloads by event name, as the browser's own recorder has them. An end carries none, so its start tells. */
function recordedPushes(events: readonly RecordedEvent[]): { dispatched: Set<string>; completed: number } {
  const dispatched = events.filter(({ eventName }) => eventName === 'Push event dispatched').map(payloadOf);
  const completed = events.filter(
    ({ eventName, eventMetadata }) =>
      eventName === 'Push event completed' && eventMetadata.some(({ value }) => value === 'Success'),
  );
  return {
    dispatched: new Set(dispatched.filter((payload) => payload !== undefined)),
    completed: completed.length,
  };
}

test(`a worker stopped by force ${STOPS} times in the middle of a burst`, async () => {
  const { browser, host, page, recorder } = stage;
  const scope = `${host.origin}/`;
  // Not `Math.random()`: the same moments each time, so that a failure can be looked at again.
  let seed = 1;
  const random = (): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  for (let round = 0; round < STOPS; round += 1) {
    const deliveries = Array.from({ length: BURST }, (_, index) =>
      browser.workers.deliverPush(scope, `silent ${round}.${index}`),
    );
    await Promise.all(deliveries);
    await delay(random() * 60);
    await browser.workers.stopAll();
  }
  // One that is left alone, so that all before it is over.
  await browser.workers.deliverPush(scope, 'silent last');
  const ends = (log: readonly Entry[]): Entry[] =>
    log.filter(({ event }) => event === 'Push event completed');
  const log = await eventually(async () => {
    const entries = await readLog(page);
    const last = entries.find(({ metadata }) => metadata.Payload === 'silent last');
    return last && ends(entries).some(({ span }) => span === last.span) && entries;
  });

  const { dispatched, completed } = recordedPushes(recorder.events);
  const started = new Set(
    log
      .filter(({ event }) => event === 'Push event dispatched')
      .map(({ metadata }) => metadata.Payload ?? ''),
  );
  const settled = ends(log).filter(({ metadata }) => metadata.Status === 'Success');
  const unseen = [...dispatched].filter((payload) => !started.has(payload));
  console.log(
    `${STOPS} stops, ${dispatched.size} pushes dispatched: ${started.size} starts in the log, ` +
      `${unseen.length} stopped before the write could begin; ${completed} settled, ${settled.length} ends in the log`,
  );

  expect(dispatched.size).toBeGreaterThan(STOPS);
  // The event that the browser calls settled is in the log. Ours may be more: written, then stopped before the browser knew.
  expect(settled.length).toBeGreaterThanOrEqual(completed);
  // Every end has its start, and nothing is there twice.
  const starts = new Map(
    log.filter(({ event }) => event === 'Push event dispatched').map((entry) => [entry.span, entry]),
  );
  expect(settled.filter(({ span }) => !starts.has(span))).toEqual([]);
  expect(new Set(log.map(({ id }) => id)).size).toBe(log.length);
  expect(new Set(ends(log).map(({ span }) => span)).size).toBe(ends(log).length);
}, 180_000);
