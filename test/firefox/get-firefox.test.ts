import { beforeEach, expect, test, vi } from 'vitest';
import { emptyMachine } from '../browser/empty-machine.ts';
import { getFirefox } from './get-firefox.ts';

beforeEach(() => vi.stubEnv('FIREFOX', ''));

test('on Debian as root it is installed, once its lists are up to date', () => {
  using machine = emptyMachine({ installs: ['firefox-esr'] });
  expect(getFirefox()).toBe(machine.file('firefox-esr'));
  expect(machine.calls()).toEqual(['update', 'install -y --no-install-recommends firefox-esr']);
});

test('one that is there is taken, and what FIREFOX names goes first', () => {
  using machine = emptyMachine({ has: ['firefox', 'mine'] });
  expect(getFirefox()).toBe(machine.file('firefox'));
  vi.stubEnv('FIREFOX', machine.file('mine'));
  expect(getFirefox()).toBe(machine.file('mine'));
  vi.stubEnv('FIREFOX', '/nowhere/firefox');
  expect(getFirefox).toThrow('FIREFOX_NOT_THERE');
  expect(machine.calls()).toEqual([]);
});

test.each([
  ['nobody may install', { root: false }],
  ['the installation fails', { fails: true }],
  ['the installation brings none', {}],
])('where %s, the error says what to run', (_, how) => {
  using _machine = emptyMachine(how);
  expect(getFirefox).toThrow(/^NO_FIREFOX: .*Run: sudo apt-get install -y firefox-esr/);
});
