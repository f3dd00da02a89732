import { expect, test } from 'vitest';
import { isLocal, mayBeProxy, networkOf } from './network-of.ts';

test.each([
  ['10.1.2.3', '10.1.2.3'],
  ['10.1.2.3:8080', '10.1.2.3'],
  ['::ffff:10.1.2.3', '10.1.2.3'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:DB8:0001:2::9', '2001:db8:1:2'],
  ['[2001:db8:1:2::9]:443', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['', ''],
  ['nonsense', 'nonsense'],
])('%s is %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test('who may be a proxy', () => {
  expect(['', '127.0.0.1', '::1', '::ffff:127.0.0.9'].every(mayBeProxy)).toBe(true);
  expect(['127.evil', '10.0.0.1', '2001:db8::1'].some(mayBeProxy)).toBe(false);
  expect(['127.0.0.1', '10.0.0.1', '172.20.0.1', '192.168.1.1', 'fd00::1'].every(isLocal)).toBe(true);
  expect(['', '172.40.0.1', '203.0.113.9', '2001:db8::1'].some(isLocal)).toBe(false);
});
