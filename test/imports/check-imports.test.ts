import { expect, test } from 'vitest';
import { checkImports } from './check-imports.ts';
import { findCircles } from './find-circles.ts';
import { placesOf, readSources, readTestSources } from './read-sources.ts';
import { RULES } from './rules.ts';
import { TEST_ROOMS } from './test-rooms.ts';

test('imports of the house point one way', () => {
  const files = readSources();
  expect(Object.keys(files).length).toBeGreaterThan(5);
  expect(checkImports(files)).toEqual([]);
});

test('every room has a rule', () => {
  const { rooms } = placesOf(readSources());
  expect(rooms.filter((room) => !RULES.some(({ below }) => below === room))).toEqual([]);
});

test('every rule is about something that exists', () => {
  const { all } = placesOf(readSources());
  const named = RULES.flatMap(({ below, mayImport, mayImportTypes = [] }) => [
    below,
    ...mayImport,
    ...mayImportTypes,
  ]);
  expect([...new Set(named)].filter((place) => place !== 'npm' && !all.has(place))).toEqual([]);
});

test('arrows between rooms point one way', () => {
  const roomOf = (place: string): string[] =>
    RULES.map(({ below }) => below).filter((room) => place === room || place.startsWith(`${room}/`));
  const isRoom = (place: string): boolean => place.includes('/');
  const circles = RULES.filter(({ below }) => isRoom(below)).flatMap(({ below }) => {
    const reached = new Set<string>();
    const reach = (place: string): void => {
      for (const { mayImport } of RULES.filter((rule) => rule.below === place)) {
        for (const room of mayImport.flatMap(roomOf)) {
          if (!isRoom(room) || room === place || reached.has(room)) continue;
          reached.add(room);
          reach(room);
        }
      }
    };
    reach(below);
    return reached.has(below) ? [below] : [];
  });
  expect(circles).toEqual([]);
});

test('no files import each other in a circle', () => {
  expect(findCircles(readSources())).toEqual([]);
  expect(findCircles(readTestSources())).toEqual([]);
});

test('rooms of the tests import what their rules say, and every one has a rule about what exists', () => {
  const files = readTestSources();
  const { rooms, all } = placesOf(files);
  const ruled = TEST_ROOMS.map(({ below }) => below);
  expect(rooms.filter((room) => !ruled.includes(room))).toEqual([]);
  const named = TEST_ROOMS.flatMap(({ below, mayImport }) => [below, ...mayImport]);
  const unknown = named.filter((place) => place.startsWith('test/') && !all.has(place));
  expect([...new Set(unknown)]).toEqual(['test/imports']);
  expect(checkImports(files, TEST_ROOMS, { tests: true })).toEqual([]);
  const wrong = {
    'test/kit/src/a.ts': `import { launchChromium } from '../../browser/launch-chromium.ts';`,
  };
  expect(checkImports(wrong, TEST_ROOMS)).toHaveLength(1);
});

test('a circle is found, however long, through types as well', () => {
  const files = {
    'a/x.ts': `import type { Y } from './y.ts';`,
    'a/y.ts': `export { z } from '../b/z.ts';`,
    'b/z.ts': `const x = await import('../a/x.ts');`,
    'b/alone.ts': `import '../a/x.ts';`,
  };
  expect(findCircles(files)).toEqual([['a/x.ts', 'a/y.ts', 'b/z.ts']]);
});

const broken: readonly [because: string, file: string, source: string][] = [
  ['the plugin knows no sdk', 'sw-plugin/src/auto.ts', `import { start } from '@offstage/sdk';`],
  ['the sdk knows no viewer', 'sdk/src/index.ts', `export * from '@offstage/viewer';`],
  ['the sdk renders nothing', 'sdk/src/index.ts', `import { useState } from 'react';`],
  ['the server knows no sdk', 'server/src/index.ts', `await import('@offstage/sdk')`],
  [
    'the viewer takes types alone from the server',
    'viewer/src/a.ts',
    `import { createApp } from '@offstage/server';`,
  ],
  [
    'the viewer patches nothing',
    'viewer/src/a.ts',
    `import { x } from '@offstage/sw-plugin/internal/watch';`,
  ],
  ['no path leaves its package', 'sdk/src/a.ts', `import { x } from '../../viewer/src/x.ts';`],
  ['nobody imports the tests', 'sw-plugin/src/a.ts', `import { x } from '../../test/x.ts';`],
  ['the log knows no services', 'sw-plugin/src/log/a.ts', `import type { x } from '../services/push.ts';`],
  ['the log knows no worker', 'sw-plugin/src/log/a.ts', `declare const scope: ServiceWorkerGlobalScope;`],
  ['services do not touch IndexedDB', 'sw-plugin/src/services/a.ts', `import { openDB } from 'idb';`],
  ['services do not touch IndexedDB by hand', 'sw-plugin/src/services/a.ts', `indexedDB.open('offstage');`],
  ['watchers know no service', 'sw-plugin/src/watch/a.ts', `import { push } from '../services/push.ts';`],
  ['watchers know no service by name', 'sw-plugin/src/watch/a.ts', `const service = 'backgroundSync';`],
  ['rules are pure', 'sw-plugin/src/doctor/a.ts', `navigator.onLine`],
  ['ingest does not query', 'server/src/ingest/a.ts', `import { openStore } from '../store/index.ts';`],
  ['the store parses no HTTP', 'server/src/store/a.ts', `import { Hono } from 'hono';`],
  ['the read API does not parse posts', 'server/src/api/a.ts', `import { parse } from '../ingest/parse.ts';`],
  ['sources do not render', 'viewer/src/sources/a.ts', `import { createElement } from 'react';`],
  ['sources know no view', 'viewer/src/sources/a.ts', `import { Grid } from '../grid/Grid.tsx';`],
  ['views do not fetch', 'viewer/src/log/a.tsx', `const x = await fetch('/api/reports');`],
  ['parts know no panel', 'viewer/src/parts/a.tsx', `import { LogPanel } from '../log/LogPanel.tsx';`],
  ['a panel knows no frame', 'viewer/src/log/a.tsx', `import type { Frame } from '../frame/Frame.tsx';`],
  ['a package rule holds in tests too', 'sw-plugin/src/a.test.ts', `import { start } from '@offstage/sdk';`],
];

test.each(broken)('refuses: %s', (_, file, source) => {
  expect(checkImports({ [file]: source })).toHaveLength(1);
});

const sound: readonly [file: string, source: string][] = [
  ['viewer/src/a.ts', `import type { AppType } from '@offstage/server';`],
  ['viewer/src/a.ts', `import { type AppType, type Report } from '@offstage/server/api';`],
  ['viewer/src/log/a.tsx', `import { useReports } from '../sources/use-reports.ts';`],
  ['viewer/src/a.ts', `import { CATALOGUE } from '@offstage/sw-plugin/log';`],
  ['sdk/src/a.ts', `import { openLog } from '@offstage/sw-plugin/log';`],
  ['sw-plugin/src/auto.ts', `import { x } from './services/index.ts';\nimport { y } from './log/index.ts';`],
  ['sw-plugin/src/services/a.ts', `import type { NewEntry } from '../log/entry.ts'; // not indexedDB.open()`],
  ['sw-plugin/src/log/a.ts', `/* A ServiceWorker may be killed. */ import { openDB } from 'idb';`],
  ['sw-plugin/src/doctor/a.ts', `const fix = 'Call navigator.storage.persist()'; const more = "self.x";`],
  ['sw-plugin/src/doctor/a.ts', `const fix = "Write import '@offstage/sw-plugin/auto' first.";`],
  ['sw-plugin/src/log/a.test.ts', `import { push } from '../services/push.ts';`],
  ['server/src/ingest/a.ts', `import type { Report } from '../store/report.ts';`],
];

test.each(sound)('accepts %s: %s', (file, source) => {
  expect(checkImports({ [file]: source })).toEqual([]);
});
