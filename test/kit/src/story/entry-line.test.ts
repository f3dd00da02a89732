import type { Entry } from '@offstage/sw-plugin/log';
import { expect, test } from 'vitest';
import { entryLine, plain, sayError } from './entry-line.ts';
import { storyOf } from './story-of.ts';

const entry = (more: Partial<Entry>): Entry => ({
  seq: 1,
  id: 'a',
  time: 1000,
  service: 'pushMessaging',
  event: 'Push event dispatched',
  instanceId: '',
  metadata: {},
  detail: {},
  context: 'worker',
  boot: 'b',
  origin: 'https://app.test/',
  storageKey: '',
  scope: '',
  scriptURL: '',
  trusted: true,
  ...more,
});

test('what a stranger sent is one line of bounded length, and steers no terminal', () => {
  const hostile = `\u001B[31mred\u001B[0m\n${'long '.repeat(100_000)}`;
  for (const line of [
    plain(hostile),
    entryLine(entry({ detail: { payload: { bytes: 1, text: hostile } } })),
  ]) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    expect(line).not.toMatch(/[\u0000-\u001F\u007F-\u009F]/);
    expect(line.length).toBeLessThanOrEqual(400);
  }
});

test.each([
  [
    'V8',
    'TypeError: x\n    at handle (https://app.test/sw.js:12:5)\n    at other (https://app.test/sw.js:1:1)',
  ],
  ['SpiderMonkey', 'handle@https://app.test/sw.js:12:5\n'],
])('an error says where: %s', (_, stack) => {
  expect(sayError({ name: 'TypeError', message: 'x', stack })).toBe('TypeError: x [sw.js:12:5]');
});

test('a long story has its beginning and its end', () => {
  const entries = Array.from({ length: 1000 }, (_, index) =>
    entry({ seq: index, time: index, event: `Event ${index}` }),
  );
  const story = storyOf({ what: 'push', outcome: 'ok', duration: 12.4, entries, findings: [] });
  expect(story).toMatch(/^push went well after 12 ms\n +\+0 ms {2}Event 0\n/);
  expect(story).toMatch(/… 960 more\n[\s\S]*Event 999$/);
  expect(story.split('\n')).toHaveLength(42);
});

test('nobody who listens is said', () => {
  expect(entryLine(entry({ detail: { phase: 'start', listeners: 0 } }))).toBe(
    'Push event dispatched  nobody listens',
  );
});
