import { expect, it } from 'vitest';
import { EVENT_TYPES, eventDefinitions } from './events.ts';

it('knows its types before it has its definitions', () => {
  expect(EVENT_TYPES).toEqual(Object.keys(eventDefinitions()));
});
