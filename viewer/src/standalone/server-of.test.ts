import { expect, test, vi } from 'vitest';
import { serverOf } from './server-of.ts';

function page(search: string, storage: Partial<Storage> = fakeStorage()) {
  const replaceState = vi.fn();
  return {
    location: { search, pathname: '/tools/', hash: '#/push' } as Location,
    history: { state: null, replaceState } as unknown as History,
    sessionStorage: storage as Storage,
    replaceState,
  };
}

function fakeStorage(): Partial<Storage> {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
  };
}

test('without a server, or with what is no address of one, there is none', () => {
  for (const search of ['', '?server=', '?server=javascript:alert(1)', '?server=nonsense'])
    expect(serverOf(page(search))).toBeUndefined();
});

test('a token leaves the address, and is kept for the tab', () => {
  const storage = fakeStorage();
  const first = page('?server=https://reports.example&token=secret', storage);
  expect(serverOf(first)).toEqual({ url: 'https://reports.example', token: 'secret' });
  expect(first.replaceState).toHaveBeenCalledWith(
    null,
    '',
    '/tools/?server=https%3A%2F%2Freports.example#/push',
  );
  expect(serverOf(page('?server=https://reports.example', storage))?.token).toBe('secret');
  expect(serverOf(page('?server=https://other.example', storage))).toEqual({ url: 'https://other.example' });
});

test('where storage is denied the token lasts as long as the page', () => {
  const denied = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  const storage = { getItem: denied, setItem: denied };
  expect(serverOf(page('?server=https://a.example&token=t', storage))?.token).toBe('t');
});

test('where the very getter of the storage throws (site data blocked) the page is shown all the same', () => {
  const blocked = {
    ...page('?server=https://reports.example&token=secret'),
    get sessionStorage(): Storage {
      throw new DOMException('blocked', 'SecurityError');
    },
  };
  expect(serverOf(blocked)).toEqual({ url: 'https://reports.example', token: 'secret' });
  expect(
    serverOf(Object.defineProperties(blocked, { location: { value: page('').location } })),
  ).toBeUndefined();
});
