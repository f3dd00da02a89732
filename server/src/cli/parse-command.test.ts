import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseCommand } from './parse-command.ts';

test('what is no command is left to the options of the server', () => {
  for (const words of [[], ['--port', '0'], ['serve'], ['--data', 'migrate']])
    expect([words, parseCommand(words)]).toEqual([words, undefined]);
});

test('each command with its place; an app’s is its own file', () => {
  const store = join('.offstage', 'reports.sqlite');
  expect(parseCommand(['migrate', '--to', 'postgres://a/b'])).toEqual({
    ...{ name: 'migrate', from: store, to: 'postgres://a/b', app: undefined, once: false },
  });
  expect(parseCommand(['backup', '--data', 'x', '--app', 'shop', '--to', 'y'])).toEqual({
    ...{ name: 'backup', store: join('x', 'apps', 'shop.sqlite'), to: 'y', app: 'shop' },
  });
  expect(parseCommand(['restore', '--store', 'sqlite:z', '--from', 'y'])).toEqual({
    ...{ name: 'restore', store: 'sqlite:z', from: 'y' },
  });
  expect(parseCommand(['stop', '--data', 'x'])).toEqual({
    name: 'stop',
    file: join('x', 'reports.sqlite-stop'),
  });
  expect(parseCommand(['health', '--wait', '5'])).toEqual({
    ...{ name: 'health', url: 'http://127.0.0.1:4321', wait: 5 },
  });
});

test('what it is to ask of pushes, and with which token: the one that is kept goes to the server of this machine alone', () => {
  const plain = { name: 'pushes', url: 'http://127.0.0.1:4321', token: undefined, filter: [], json: false };
  const kept = join('.offstage', 'reports.sqlite-token');
  expect(parseCommand(['pushes'])).toEqual({ ...plain, tokenFile: kept, failOn: undefined });
  expect(parseCommand(['pushes', '--fail-on', 'error', '--campaign', 'a', '--campaign', 'b'])).toEqual({
    ...{ ...plain, tokenFile: kept, failOn: 'error' },
    filter: [
      ['campaign', 'a'],
      ['campaign', 'b'],
    ],
  });
  const environment = { OFFSTAGE_READ_TOKEN: 'r', OFFSTAGE_TOKEN: '' };
  expect(parseCommand(['pushes', '--url', 'https://a.example/x'], environment)).toMatchObject({
    ...{ url: 'https://a.example/x', token: 'r', tokenFile: undefined },
  });
  expect(parseCommand(['pushes', '--token', 't'], environment)).toMatchObject({ token: 't' });
});

test.each([
  [['migrate'], /needs --to URL/],
  [['backup', '--to', ''], /--to is empty/],
  [['restore'], /needs --from FILE/],
  [['stop', '--store', 'postgres://a/b'], /--stop-file/],
  [['health', '--url', 'here'], /--url here/],
  [['health', '--wait', 'long'], /--wait long/],
  [['pushes', '--url', 'here'], /--url here/],
  [['pushes', '--days', 'many'], /--days many/],
  [['pushes', '--fail-on', 'all'], /--fail-on all/],
  [['backup', '--to', 'y', '--app', '../z'], /APP_NAME|cannot be named/],
  [['migrate', '--from', 'x', '--to', 'y'], /--from/],
] as const)('%j says what is wrong', (words, expected) => {
  expect(() => parseCommand(words)).toThrow(expected);
});
