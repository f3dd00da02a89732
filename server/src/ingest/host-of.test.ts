import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hostOf } from './host-of.ts';

test.each([
  ['https://app.example/page', 'app.example'],
  ['HTTPS://App.Example:8443?x', 'app.example'],
  ['wss://user:secret@b.example#f', 'b.example'],
  ['http://[::1]:4321/', '[::1]'],
  ['https://a.example\\evil', 'a.example'],
  ['https://', ''],
  ['ftp://a.example/', ''],
  [' https://a.example/', ''],
  ['inline', ''],
  ['', ''],
])('%s', (url, host) => {
  expect(hostOf(url)).toBe(host);
});

test('the authority is what the expression finds', () => {
  const parts = fc.constantFrom(
    'https://',
    'HTTPS://',
    'http://',
    'wss://',
    'a',
    '.',
    '/',
    '?',
    '#',
    '\\',
    ':',
    '\n',
    'é',
  );
  fc.assert(
    fc.property(fc.array(parts), (found) => {
      const url = found.join('');
      const authority = /^(?:https?|wss?):\/\/([^/?#\\]*)/i.exec(url)?.[1] ?? '';
      const host =
        authority.includes(':') && !authority.startsWith(':')
          ? authority.slice(0, authority.indexOf(':'))
          : authority;
      expect(hostOf(url)).toBe(host.toLowerCase());
    }),
  );
});
