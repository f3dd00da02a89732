import { expect, test } from 'vitest';
import { withDefaults } from './with-defaults.ts';

test('what is not said, or is undefined, is the default; what is said stands, also when it is nothing', () => {
  const defaults = { days: 30, bytes: 10, name: 'a' };
  expect(withDefaults(defaults, undefined)).toEqual(defaults);
  expect(withDefaults(defaults, { days: undefined, bytes: 0, name: '' })).toEqual({
    days: 30,
    bytes: 0,
    name: '',
  });
});
