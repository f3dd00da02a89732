import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readApps } from './read-apps.ts';

const folder = mkdtempSync(join(tmpdir(), 'offstage-apps-'));
afterAll(() => rmSync(folder, { recursive: true }));

const TOKEN = 'a-very-secret-token-here';

function read(content: string) {
  const file = join(folder, 'apps.json');
  writeFileSync(file, content);
  return readApps(file);
}

test('reads what an app has', () => {
  const apps = {
    shop: {
      ...{ token: TOKEN, origins: ['https://Shop.example/x'], keepDays: 7, maxSize: '1.5GB' },
      reportsPerSecond: 2,
    },
    'blog-2': {},
  };
  expect(read(JSON.stringify(apps))).toEqual({
    shop: {
      ...{ token: TOKEN, origins: ['https://shop.example'], keepDays: 7, maxBytes: 1.5 * 2 ** 30 },
      quota: { perSecond: 2, burst: 200 },
    },
    'blog-2': {},
  });
});

test('reads what an editor has put a byte order mark before', () => {
  expect(read('\uFEFF{"shop": {}}')).toEqual({ shop: {} });
});

test.each([
  [`{"shop": {"token": "${TOKEN}"`, /^APPS_FILE.*no JSON/],
  [JSON.stringify({ shop: { token: TOKEN, tokens: TOKEN } }), /^APPS_FILE.*shop\.tokens/],
  [JSON.stringify({ shop: { token: [TOKEN] } }), /^APPS_FILE.*shop\.token: /],
  [JSON.stringify({ shop: { maxSize: 'much' } }), /^APPS_FILE.*500MB/],
  [JSON.stringify({ shop: { maxSize: '5' } }), /^APPS_FILE.*1MB at least/],
  [JSON.stringify({ shop: { origins: ['shop'] } }), /^APPS_FILE.*shop\.origins\.0: is no origin/],
  [JSON.stringify([TOKEN]), /^APPS_FILE/],
  [JSON.stringify({}), /^APPS_FILE.*no app/],
  [JSON.stringify({ api: { token: TOKEN } }), /^APP_NAME/],
  [JSON.stringify({ 'a/b': { token: TOKEN } }), /^APP_NAME/],
  [JSON.stringify({ Shop: {} }), /^APP_NAME/],
  ['{"__proto__": {}}', /^APP/],
  [JSON.stringify({ a: { token: TOKEN }, b: { readToken: TOKEN } }), /^TOKEN_TWICE/],
])('%s', (content, expected) => {
  let said = '';
  try {
    read(content);
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    said = `${code} ${message}`;
  }
  expect(said).toMatch(expected);
  expect(said).not.toContain(TOKEN);
});

test('a file that is not there', () => {
  expect(() => readApps(join(folder, 'none.json'))).toThrow(/none\.json.*ENOENT/);
});
