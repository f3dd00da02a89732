// @vitest-environment happy-dom
import type { LogWriter, NewEntry } from '@offstage/sw-plugin/log';
import { expect, it, vi } from 'vitest';
import { openPageWriter } from './page-writer.ts';

const opened = vi.hoisted(() => [] as { entries: unknown[]; closed: boolean }[]);
vi.mock('@offstage/sw-plugin/log', () => ({
  trackTransactions: () => {
    const tracked = opened.length;
    return { open: async () => tracked, abort: () => undefined };
  },
  writeLog: (): Pick<LogWriter, 'append' | 'close'> => {
    const writer = { entries: [] as unknown[], closed: false };
    opened.push(writer);
    return {
      append: (entry) => writer.entries.push(entry),
      close: () => {
        writer.closed = true;
      },
    };
  },
}));

it('lets go while the page is put aside, loses nothing by it, and opens anew when it comes back', () => {
  const writer = openPageWriter(window as never, { now: () => 0 });
  const write = (id: string) => writer.append({ id } as NewEntry);
  write('a');
  window.dispatchEvent(new Event('pagehide'));
  expect(opened.map((each) => each.closed)).toEqual([true]);
  write('b');
  window.dispatchEvent(new Event('pageshow'));
  write('c');
  expect(opened.map((each) => each.entries)).toEqual([[{ id: 'a' }], [{ id: 'b' }, { id: 'c' }]]);
  writer.close();
  expect(opened.map((each) => each.closed)).toEqual([true, true]);
  window.dispatchEvent(new Event('pagehide'));
  window.dispatchEvent(new Event('pageshow'));
  write('after the undo');
  expect(opened.map((each) => each.entries.length)).toEqual([1, 2]);
});

it('opens the database once more among the connections that end with this showing of the page', async () => {
  const writer = openPageWriter(window as never, { now: () => 0 });
  const first = await writer.open(() => undefined);
  window.dispatchEvent(new Event('pagehide'));
  window.dispatchEvent(new Event('pageshow'));
  expect([first, await writer.open(() => undefined)]).toEqual([opened.length - 2, opened.length - 1]);
  writer.close();
});
