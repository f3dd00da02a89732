import type { SetUp } from '../set-up.ts';

const ASSETS = [
  { glob: '**/*', input: 'public' },
  { glob: 'offstage-sw.js', input: 'node_modules/@offstage/sw-plugin/dist' },
  { glob: '**/*', input: 'node_modules/@offstage/viewer/dist/standalone', output: 'viewer' },
];

/** The newest Angular that runs on Node 20, built by its own command line. */
export const angular: SetUp = {
  name: 'Angular with its service worker',
  packages: {
    '@angular/build': '21.2.26',
    '@angular/cli': '21.2.26',
    '@angular/common': '21.2.24',
    '@angular/compiler': '21.2.24',
    '@angular/compiler-cli': '21.2.24',
    '@angular/core': '21.2.24',
    '@angular/platform-browser': '21.2.24',
    '@angular/service-worker': '21.2.24',
    rxjs: '7.8.2',
    tslib: '2.8.1',
    typescript: '5.9.3',
  },
  ours: ['sw-plugin', 'sdk', 'viewer'],
  files: {
    'angular.json': JSON.stringify(
      {
        version: 1,
        cli: { analytics: false },
        projects: {
          app: {
            projectType: 'application',
            root: '',
            sourceRoot: 'src',
            architect: {
              build: {
                builder: '@angular/build:application',
                options: {
                  browser: 'src/main.ts',
                  index: 'src/index.html',
                  tsConfig: 'tsconfig.json',
                  outputPath: 'dist',
                  assets: ASSETS,
                  serviceWorker: 'ngsw-config.json',
                },
              },
            },
          },
        },
      },
      null,
      2,
    ),
    'ngsw-config.json': `{
  "index": "/index.html",
  "assetGroups": [
    { "name": "app", "installMode": "prefetch", "resources": { "files": ["/index.html", "/*.css", "/*.js", "!/offstage-sw.js"] } },
    { "name": "assets", "installMode": "lazy", "resources": { "files": ["/**/*.(svg|png|woff2)", "!/viewer/**"] } }
  ],
  "navigationUrls": ["/**", "!/**/*.*", "!/**/*__*", "!/**/*__*/**", "!/viewer/**"]
}
`,
    'tsconfig.json': `{
  "compilerOptions": { "strict": true, "target": "ES2022", "module": "preserve", "lib": ["ES2022", "DOM"], "types": [] },
  "files": ["src/main.ts"]
}
`,
    'src/index.html': '<!doctype html><title>App</title><base href="/"><app-root></app-root>',
    'src/main.ts': `import { Component } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { provideServiceWorker } from '@angular/service-worker';
import { start } from '@offstage/sdk';

start();

@Component({ selector: 'app-root', template: '<p>Home</p>' })
class App {}

bootstrapApplication(App, { providers: [provideServiceWorker('sw.js')] });
`,
    'public/sw.js': `try { importScripts('/offstage-sw.js'); } catch {}
importScripts('/ngsw-worker.js');
`,
  },
  build: [['ng', 'build']],
  runs: [{ served: 'dist/browser', singlePage: true }],
  push: (title) => JSON.stringify({ notification: { title } }),
  notPrecached: /viewer|offstage-sw/,
};
