import { expect, it } from 'vitest';
import { COMMON_CALLS, EVENTS, WORKER_CALLS } from '../services/index.ts';
import { PAGE_CALLS } from '../services/page-calls.ts';
import { WORDS } from './words.ts';

it('has the name of every event and method that is watched: an entry’s `type`', () => {
  const types = [EVENTS, COMMON_CALLS, WORKER_CALLS, PAGE_CALLS].flatMap(Object.keys);
  expect(types.filter((type) => !WORDS.has(type))).toEqual([]);
});
