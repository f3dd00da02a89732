import { join } from 'node:path';
import { expect, test } from 'vitest';
import { HELP, parseOptions } from './parse-options.ts';

test('needs no options', () => {
  expect(parseOptions([], {})).toMatchObject({
    port: 4321,
    host: '127.0.0.1',
    store: '.offstage/reports.sqlite',
  });
});

test('reads all of them', () => {
  const given = [
    ...[
      '--port',
      '0',
      '--host',
      '::1',
      '--store',
      'postgres://a/b',
      '--token',
      't',
      '--read-token',
      'r',
      '--send-token',
      's',
      '--keep-days',
      '7',
    ],
    ...[
      '--max-size',
      '1.5GB',
      '--allow-origin',
      'https://A.example/x',
      '--allow-origin',
      'http://b.example:8080',
    ],
    ...['--strip-queries', '--sample', '0.5', '--client-rate', '10', '--origin-rate', '5', '--trust-proxy'],
    ...['--endpoint', 'csp=12345678', '--retire', 'old', '--allow-anonymous', '--base-path', '/offstage/'],
  ];
  expect(parseOptions(given, {})).toEqual({
    port: 0,
    host: '::1',
    store: 'postgres://a/b',
    token: 't',
    readToken: 'r',
    sendToken: 's',
    basePath: '/offstage',
    allowAnonymous: true,
    retention: { keepDays: 7, maxBytes: 1.5 * 2 ** 30 },
    policy: {
      allowOrigins: ['https://a.example', 'http://b.example:8080'],
      stripQueries: true,
      sample: 0.5,
      clientRate: { perSecond: 10, burst: 1_000 },
      originRate: { perSecond: 5, burst: 500 },
      trustProxy: true,
      endpoints: { csp: '12345678' },
      retired: ['old'],
    },
  });
  expect(parseOptions([], { OFFSTAGE_TOKEN: 'from-environment' })).toMatchObject({
    token: 'from-environment',
  });
});

test.each([
  ['--port', 'x'],
  ['--port', '70000'],
  ['--port', '1.5'],
  ['--unknown', ''],
  ['--sample', '2'],
  ['--max-size', 'much'],
  // Gigabytes were meant; bytes would delete all there is.
  ['--max-size', '5'],
  ['--base-path', '/a/../b'],
  ['--port', '-1'],
  ['--allow-origin', 'example.com'],
  ['--endpoint', 'csp=short'],
  ['--tls-key', 'only-one'],
])('refuses %s %s and says where help is', (...values) => {
  expect(() => parseOptions(values.filter(Boolean), {})).toThrow(
    expect.objectContaining({
      code: 'BAD_OPTION',
      message: expect.stringContaining('offstage-server --help'),
    }),
  );
});

test.each([
  [
    ['--tls-key', 'gone.pem', '--tls-cert', 'gone.pem'],
    /^--tls-key gone\.pem cannot be read \(ENOENT\)\. Give the path of a PEM file/,
  ],
  [['--tls-key', import.meta.filename, '--tls-cert', 'gone.pem'], /^--tls-cert gone\.pem cannot be read/],
  [
    ['--tls-key', import.meta.filename, '--tls-cert', import.meta.filename],
    /^--tls-key .* and --tls-cert .* have to be a key and its certificate, as PEM/,
  ],
])('%j names the option, the file and what to give', (values, message) => {
  expect(() => parseOptions(values, {})).toThrow(message);
});

test.each(['host', 'data', 'store', 'token', 'viewer', 'retire', 'apps'])(
  'an empty --%s is none: a variable was not set, and an empty address would open to all',
  (name) => {
    const refused = expect.objectContaining({
      code: 'BAD_OPTION',
      message: expect.stringContaining(`--${name} is empty`),
    });
    expect(() => parseOptions([`--${name}`, ''], {})).toThrow(refused);
    expect(() => parseOptions([`--${name}=`], {})).toThrow(refused);
  },
);

test('an empty prefix is none', () => {
  expect(parseOptions(['--base-path', ''], {})).toMatchObject({ basePath: undefined });
});

test.each([
  ['a=12345678', 'a=87654321'],
  ['a=12345678', 'b=12345678'],
])('endpoints are told apart by name and by secret: %s %s', (...given) => {
  expect(() =>
    parseOptions(
      given.flatMap((one) => ['--endpoint', one]),
      {},
    ),
  ).toThrow(/another NAME and another SECRET/);
});

test('the help names every option', () => {
  expect(parseOptions(['--help'], {})).toBe('help');
  for (const name of [
    'port',
    'store',
    'token',
    'keep-days',
    'endpoint',
    'retire',
    'trust-proxy',
    'tls-key',
  ]) {
    expect(HELP).toContain(`--${name}`);
  }
});

test('a file that cannot be read is named with its option', () => {
  const code = (values: readonly string[], environment = {}) => {
    try {
      return parseOptions(values, environment);
    } catch (error) {
      return String(error);
    }
  };
  expect(code(['--tls-key', 'none.key', '--tls-cert', 'none.pem'])).toMatch(/--tls-key none\.key/);
  expect(code([], { OFFSTAGE_READ_TOKEN_FILE: '/none/token' })).toMatch(
    /OFFSTAGE_READ_TOKEN_FILE: .*\/none\/token/,
  );
  expect(code(['--apps', 'none.json'])).toMatch(/none\.json/);
});

test('a stop file is beside the SQLite file, and nowhere by itself with PostgreSQL', () => {
  expect(parseOptions(['--data', 'x'], {})).toMatchObject({ stopFile: join('x', 'reports.sqlite-stop') });
  expect(parseOptions(['--store', 'postgres://a/b'], {})).toMatchObject({ stopFile: undefined });
  expect(parseOptions(['--store', 'postgres://a/b', '--stop-file', 'y'], {})).toMatchObject({
    stopFile: 'y',
  });
});
