import { parseAst } from 'vite';
import { describe, expect, test } from 'vitest';
import { firstAct } from './first-act.ts';
import { notFirst } from './not-first.ts';

const by = (code: string): string | undefined => firstAct(parseAst(code) as never)?.by;

describe('the plugin is first', () => {
  test.each([
    "importScripts('/offstage-sw.js'); addEventListener('push', () => {});",
    "try { importScripts('/offstage-sw.js'); } catch {} self.onpush = () => {};",
    "self.importScripts('offstage-sw.js', 'ngsw-worker.js');",
    "importScripts(trustedTypes.createPolicy('p', {}).createScriptURL('/offstage-sw.js?v=2'));",
    'importScripts(`/assets/offstage-sw.1a2b.js`)',
    // What Workbox's generateSW writes.
    "if(!self.define){self.define=1}define(['./workbox-1'],function(e){importScripts('/offstage-sw.js');self.addEventListener('message',()=>{})});",
    // Minifiers write texts as templates.
    'const m=Symbol.for(`offstage`);self.addEventListener(`push`,()=>{})',
    // A bundled module worker: functions and classes of others come first, and do nothing.
    "class Router { listen() { self.addEventListener('fetch', () => {}); } } function x() { addEventListener('push', x); } const m = Symbol.for('offstage'); new Router().listen();",
  ])('%s', (code) => {
    expect(by(code)).toBe('plugin');
  });
});

describe('something else is', () => {
  test.each([
    "addEventListener('push', () => {}); importScripts('/offstage-sw.js');",
    "importScripts('https://www.gstatic.com/firebase.js'); importScripts('/offstage-sw.js');",
    "importScripts('workbox.js', '/offstage-sw.js');",
    "self.onpush = () => {}; importScripts('/offstage-sw.js');",
    "(() => { self.addEventListener('push', () => {}); })(); importScripts('/offstage-sw.js');",
  ])('%s', (code) => {
    expect(by(code)).toBe('other');
  });
});

test('a script that does nothing of it', () => {
  expect(by("const a = 1; console.log('offstage-sw.js');")).toBeUndefined();
});

test('says the line, what stands there, and the next step', () => {
  const said = notFirst(
    'dist/sw.js',
    'const a = 1;\nself.onpush = () => {};',
    parseAst as never,
    'offstage-sw.js',
  );
  expect(said).toMatch(
    /^OFFSTAGE_NOT_FIRST: dist\/sw\.js, line 2, .*self\.onpush = .*importScripts\('\/offstage-sw\.js'\)/,
  );
  expect(notFirst('sw.js', '', parseAst as never, 'offstage-sw.js')).toContain('OFFSTAGE_MISSING');
  expect(
    notFirst('sw.js', "importScripts('/offstage-sw.js')", parseAst as never, 'offstage-sw.js'),
  ).toBeUndefined();
});
