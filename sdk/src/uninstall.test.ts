// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { openReader } from '@offstage/sw-plugin/internal/log/open-reader';
import { openWriter } from '@offstage/sw-plugin/log';
import { expect, it } from 'vitest';
import { uninstall } from './uninstall.ts';

const entry = (id: string) =>
  ({
    id,
    time: Date.now(),
    service: 'backgroundSync',
    event: 'Registered sync',
    detail: {},
    metadata: {},
  }) as never;
const names = async () => (await indexedDB.databases()).map(({ name }) => name);

it('leaves nothing where there was nothing', async () => {
  await uninstall();
  expect(await names()).toEqual([]);
});

it('takes the log away while it is open, and those who had it open write no other', async () => {
  localStorage.setItem('offstage-viewer:theme', '"dark"');
  localStorage.setItem('offstage:upload:https://reports.example/', '{}');
  localStorage.setItem('offstages', 'the app’s own');
  const writer = openWriter({ now: Date.now });
  writer.append(entry('a'));
  await writer.flush();
  const reader = openReader({ now: Date.now });
  expect(await reader.read()).toHaveLength(1);
  await uninstall();
  writer.append(entry('b'));
  await writer.flush();
  await expect(reader.read()).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE' });
  expect(await names()).toEqual([]);
  expect(Object.keys(localStorage)).toEqual(['offstages']);
});
