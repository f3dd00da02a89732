import type { Entry } from '@offstage/sw-plugin/log';
import { expect, it } from 'vitest';
import { fromNow } from './from-now.ts';

const log = (...times: number[]) =>
  times.map((time, index) => ({ seq: index + 11, time })) as unknown as Entry[];

it.each([
  ['the newest entry', log(1, 2, 3), 13],
  ['before the first that came since', log(1, 2, 10, 12), 12],
  ['before all of them', log(10, 11), 10],
  ['the beginning of an empty log', log(), 0],
])('is %s', async (_what, entries, seq) => {
  expect(await fromNow(async () => entries, 10)).toBe(seq);
});
