import { setTimeout as delay } from 'node:timers/promises';
import type { Entry } from '@offstage/sw-plugin/log';
import { beforeAll, expect, test } from 'vitest';
import type { RecordedEvent } from '../kit/src/chromium/background-service-recorder.ts';
import { eventually } from '../kit/src/eventually.ts';
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

const roundOf = (payload: string): string => payload.replace(/\..*/, '');

/**
 * What the browser's own recorder has: the payloads that it dispatched, and how many it calls settled, by round. An end
 * carries no payload (nor has a push of the protocol an id): it counts for the round that was dispatched last.
 */
function recordedPushes(events: readonly RecordedEvent[]): {
  readonly dispatched: ReadonlySet<string>;
  readonly completed: ReadonlyMap<string, number>;
} {
  const dispatched = new Set<string>();
  const completed = new Map<string, number>();
  let round = '';
  for (const event of events) {
    const payload = payloadOf(event);
    if (event.eventName === 'Push event dispatched' && payload !== undefined) {
      dispatched.add(payload);
      round = roundOf(payload);
    }
    const settled = event.eventMetadata.some(({ value }) => value === 'Success');
    if (event.eventName === 'Push event completed' && settled)
      completed.set(round, (completed.get(round) ?? 0) + 1);
  }
  return { dispatched, completed };
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
  const payloads = new Map(
    log
      .filter(({ event }) => event === 'Push event dispatched')
      .map(({ span, metadata }) => [span, metadata.Payload ?? '']),
  );
  const ended = new Set(settled.map(({ span }) => payloads.get(span) ?? ''));
  const unseen = [...dispatched].filter((payload) => !started.has(payload));
  const total = [...completed.values()].reduce((sum, count) => sum + count, 0);
  console.log(
    `${STOPS} stops, ${dispatched.size} pushes dispatched: ${started.size} starts in the log, ` +
      `${unseen.length} stopped before the write could begin; ${total} settled, ${settled.length} ends in the log`,
  );

  expect(dispatched.size).toBeGreaterThan(STOPS);
  expect(total).toBeGreaterThan(STOPS / 2);
  // Nothing is in the log that the browser did not dispatch.
  expect([...started].filter((payload) => !dispatched.has(payload))).toEqual([]);
  // What the browser calls settled is in the log, up to each round: one may settle what an earlier one began, when that
  // was stopped before its worker had started. Ours may be more: written, then stopped before the browser knew.
  let said = 0;
  let had = 0;
  const short = [...new Set([...dispatched].map(roundOf))].filter((round) => {
    said += completed.get(round) ?? 0;
    had += [...ended].filter((payload) => roundOf(payload) === round).length;
    return had < said;
  });
  expect(short).toEqual([]);
  // Every end has its start, and nothing is there twice.
  const starts = new Map(
    log.filter(({ event }) => event === 'Push event dispatched').map((entry) => [entry.span, entry]),
  );
  expect(settled.filter(({ span }) => !starts.has(span))).toEqual([]);
  expect(new Set(log.map(({ id }) => id)).size).toBe(log.length);
  expect(new Set(ends(log).map(({ span }) => span)).size).toBe(ends(log).length);
}, 180_000);
