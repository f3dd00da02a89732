/**
 * What is built after `tsc -b`, in order. A target is out of date when a byte of `inputs` changed, or when a file of
 * `outputs` is missing or changed.
 *
 * @typedef {object} Target
 * @property {string} name
 * @property {string} folder where Vite runs; configs are relative to it
 * @property {readonly string[]} configs Vite configs, one build each
 * @property {readonly string[]} inputs files and folders
 * @property {readonly string[]} outputs files and folders
 * @property {readonly string[]} [emptied] folders that Vite fills and does not empty, since others write beside them
 */

/** The viewer without the command line, which lies in its folder and is built of parts of it. */
const VIEWER = [
  'viewer/src',
  'viewer/standalone',
  ...['index.html', 'package.json', 'tsconfig.json', 'vite.config.ts', 'vite.app.config.ts'].map(
    (file) => `viewer/${file}`,
  ),
  ...['vite.standalone.config.ts', 'vite.module.config.ts'].map((file) => `viewer/${file}`),
];

/** @type {readonly Target[]} */
export const targets = [
  {
    name: 'sw-plugin',
    folder: 'sw-plugin',
    configs: ['vite.config.ts', 'vite.upload.config.ts'],
    inputs: ['sw-plugin'],
    outputs: ['sw-plugin/dist/offstage-sw.js', 'sw-plugin/dist/offstage-upload.js'],
  },
  {
    name: 'sdk',
    folder: 'sdk',
    configs: ['vite.config.ts'],
    inputs: ['sw-plugin', 'sdk'],
    outputs: ['sdk/dist/offstage.js'],
  },
  {
    name: 'viewer',
    folder: 'viewer',
    configs: ['vite.config.ts', 'vite.app.config.ts'],
    inputs: ['sw-plugin', 'sdk', 'server/src', ...VIEWER],
    outputs: ['viewer/dist/index.js', 'viewer/dist/chunks', 'viewer/dist/app'],
    emptied: ['viewer/dist/chunks'],
  },
  {
    name: 'viewer without a bundler',
    folder: 'viewer',
    configs: ['vite.standalone.config.ts', 'vite.module.config.ts'],
    inputs: ['sw-plugin', 'sdk', 'server/src', ...VIEWER],
    outputs: ['viewer/dist/standalone', 'viewer/dist/module'],
  },
  {
    name: 'command line',
    folder: 'viewer/cli',
    configs: ['vite.config.ts'],
    inputs: ['sw-plugin', 'server/src', 'viewer/src', 'viewer/cli'],
    outputs: ['viewer/cli/dist'],
  },
  {
    name: 'testing',
    folder: 'test/kit',
    configs: ['vite.config.ts'],
    inputs: ['sw-plugin', 'sdk', 'viewer/src', 'test/kit'],
    outputs: ['index.js', 'vitest.js', 'playwright.js', 'chunks'].map((name) => `test/kit/dist/${name}`),
    emptied: ['test/kit/dist/chunks'],
  },
  {
    name: 'demo app',
    folder: 'test/pwa',
    configs: ['vite.config.ts'],
    inputs: ['sw-plugin', 'sdk', ...VIEWER, 'test/pwa'],
    outputs: ['test/pwa/dist'],
  },
];
