import { join } from 'node:path';
import { openStore, type SendsTaken } from '@offstage/server';
import { afterAll, expect, test } from 'vitest';
import { hashed, makeSend } from './ledger-suite.ts';
import { startServerProcess } from './server-process.ts';
import { tempFolder } from './temp-folder.ts';
import { until } from './until.ts';

const ROUNDS = 4;
const folder = await tempFolder();
afterAll(folder.remove);

/** What a device posts of a push that it showed; the key comes last. */
const entriesOf = (id: string, device: string, key: string, now: number) =>
  [
    { event: 'Push event dispatched', service: 'pushMessaging', span: id, detail: {} },
    { event: 'Notification displayed', service: 'notifications', span: `${id}c`, parent: id, detail: {} },
    {
      event: 'Push message identified',
      service: 'pushMessaging',
      span: id,
      detail: { device, messageKey: key },
    },
  ].map((body, index) => ({
    type: 'background-service',
    age: 1_000 - index,
    url: 'https://app.example/sw.js',
    body: {
      ...body,
      id: `${id}-${index}`,
      time: now - 1_000 + index,
      install: device,
      origin: 'https://app.example',
    },
  }));

test(`what was acknowledged of both halves is there once, and every push in one state, through ${ROUNDS} SIGKILLs`, async () => {
  let url = 'http://127.0.0.1:1';
  const acknowledged = new Set<string>();
  const counts = { accepted: 0, known: 0 };
  let going = true;
  let number = 0;

  /** Again and again until it is taken, as senders and devices do. */
  async function post(path: string, body: string): Promise<string> {
    for (;;) {
      const answer = await fetch(`${url}${path}`, { method: 'POST', body }).catch(() => undefined);
      if (answer?.ok) {
        const text = await answer.text().catch(() => undefined);
        if (text !== undefined) return text;
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async function lane(): Promise<void> {
    while (going) {
      const batch = Array.from({ length: 5 }, () => {
        const id = `kill-${++number}`;
        return makeSend({ id, time: Date.now() - 2_000, device: hashed(`d${number % 50}`), key: hashed(id) });
      });
      const halves = [
        async () => {
          const taken = JSON.parse(await post('/api/sends', JSON.stringify({ sends: batch }))) as SendsTaken;
          expect(taken.rejected).toEqual([]);
          counts.accepted += taken.accepted;
          counts.known += taken.known;
        },
        async () => {
          const now = Date.now();
          const entries = batch.flatMap(({ id, device = '', key = '' }) => entriesOf(id, device, key, now));
          await post('/reports', JSON.stringify(entries));
        },
      ];
      // Either half may be the first.
      if (number % 2) halves.reverse();
      for (const half of halves) await half();
      for (const { id } of batch) acknowledged.add(id);
    }
  }

  const lanes = Array.from({ length: 6 }, lane);
  for (let round = 0; round < ROUNDS; round++) {
    const server = await startServerProcess(['--data', folder.path]);
    url = server.url;
    const before = acknowledged.size;
    await until('pushes to be acknowledged', () => acknowledged.size > before + 20);
    // The states add up at every moment.
    const funnel = (await (await fetch(`${url}/api/funnel`)).json()) as { total: number; states: object };
    expect(Object.values(funnel.states).reduce((sum: number, count: number) => sum + count, 0)).toBe(
      funnel.total,
    );
    await server.stop('SIGKILL');
  }
  const last = await startServerProcess(['--data', folder.path]);
  url = last.url;
  going = false;
  await Promise.all(lanes);
  expect(await last.stop('SIGTERM')).toBe(0);
  const store = await openStore(join(folder.path, 'reports.sqlite'));
  await store.ledger.follow();
  const funnel = await store.ledger.funnel({});
  expect(funnel).toMatchObject({
    total: acknowledged.size,
    outside: 0,
    states: { shown: acknowledged.size },
  });
  // A send whose answer got lost was there already when it came again.
  expect(counts.accepted + counts.known).toBe(acknowledged.size);
  await store.close();
}, 120_000);
