import { expect, test, vi } from 'vitest';
import { findBrowsers } from './find-browsers.ts';

const fail = (message: string) => () => {
  throw new Error(message);
};

test('tells why a browser is not to be had, and goes on with the next one', () => {
  const last = vi.fn();
  const browsers = [
    { name: 'A', ensure: () => {} },
    { name: 'B', ensure: fail('NO_B: run that') },
    { name: 'C', ensure: last },
  ];
  expect(findBrowsers(browsers, () => false)).toEqual({ B: 'NO_B: run that' });
  expect(last).toHaveBeenCalledOnce();
});

test('one that is required and not there is an error', () => {
  const browsers = [
    { name: 'A', ensure: fail('NO_A: run this') },
    { name: 'B', ensure: fail('NO_B: run that') },
  ];
  expect(() => findBrowsers(browsers, (name) => name === 'B')).toThrow('NO_B: run that');
});
