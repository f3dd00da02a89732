export interface OffstageOptions {
  /** Name of the classic script, below the app's `base` (default `offstage-sw.js`). */
  readonly file?: string | undefined;
  /**
   * Source of the app's worker, where it is a module of its own (`src/sw.ts`): the plugin's import is put before its
   * first line, in dev and build. Without it the worker loads the script by itself.
   */
  readonly worker?: string | undefined;
  /**
   * Workers to check after the build, relative to the output folder. Default: those of the usual names that are there.
   */
  readonly check?: readonly string[] | undefined;
  /** Where the dev server shows the viewer (default `/viewer`); `false`: nowhere, since the app has it as a route. */
  readonly viewer?: string | false | undefined;
}

export const FILE = 'offstage-sw.js';
export const VIEWER = '/viewer';

/** What tools name a worker. */
export const WORKER_NAMES: readonly string[] = [
  'sw.js',
  'service-worker.js',
  'serviceWorker.js',
  'serviceworker.js',
  'firebase-messaging-sw.js',
  'OneSignalSDKWorker.js',
];
