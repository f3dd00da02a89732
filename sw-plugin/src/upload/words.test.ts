import { expect, it } from 'vitest';
import { commonCalls, eventDefinitions, workerCalls } from '../services/index.ts';
import { pageCalls } from '../services/page-calls.ts';
import { WORDS } from './words.ts';

it('has the name of every event and method that is watched: an entry’s `type`', () => {
  const types = [eventDefinitions(), commonCalls(), workerCalls(), pageCalls()].flatMap(Object.keys);
  expect(types.filter((type) => !WORDS.has(type))).toEqual([]);
});
