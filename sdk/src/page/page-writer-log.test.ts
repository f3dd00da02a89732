// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { openReader } from '@offstage/sw-plugin/internal/log/open-reader';
import type { Entry, NewEntry } from '@offstage/sw-plugin/log';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test } from 'vitest';
import { openPageWriter } from './page-writer.ts';

// With the log itself: what becomes of entries around the moments at which a page is put aside, comes back, or is undone.
const START = 1_800_000_000_000;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

const entry = (instanceId: string): NewEntry => ({
  time: START,
  service: 'pushMessaging',
  event: 'x',
  instanceId,
  metadata: {},
  id: instanceId,
  trusted: true,
  own: true,
  scope: '',
  scriptURL: '',
  origin: 'https://a.example/',
  storageKey: 'https://a.example/',
  context: 'page',
  boot: 'b',
  detail: {},
});

async function stored(): Promise<readonly string[]> {
  const reader = openReader({ now: () => START });
  try {
    return (await reader.read()).map(({ instanceId }: Entry) => instanceId);
  } finally {
    reader.close();
  }
}

test('what is written around a stay in the back/forward cache is in the log once, in its order', async () => {
  const writer = openPageWriter(window as never, { now: () => START });
  writer.append(entry('before'));
  await writer.flush();
  window.dispatchEvent(new Event('pagehide'));
  writer.append(entry('aside'));
  window.dispatchEvent(new Event('pageshow'));
  writer.append(entry('back'));
  await writer.flush();
  await expect.poll(() => stored()).toEqual(['before', 'aside', 'back']);
  writer.close();
});

test('what is appended in the turn in which the page is put aside is written', async () => {
  const writer = openPageWriter(window as never, { now: () => START });
  await writer.flush();
  window.dispatchEvent(new Event('pagehide'));
  for (let n = 0; n < 3; n += 1) writer.append(entry(`in pagehide ${n}`));
  // It may never come back: then they are lost, and so is the page. Here it does.
  window.dispatchEvent(new Event('pageshow'));
  await writer.flush();
  await expect.poll(() => stored()).toHaveLength(3);
  writer.close();
});

test('a closed writer writes nothing any more, keeps nothing, and wakes at no return of the page', async () => {
  const writer = openPageWriter(window as never, { now: () => START });
  writer.append(entry('before'));
  await writer.flush();
  writer.close();
  writer.append(entry('late'));
  window.dispatchEvent(new Event('pagehide'));
  window.dispatchEvent(new Event('pageshow'));
  writer.append(entry('later'));
  await writer.flush();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await stored()).toEqual(['before']);
});
