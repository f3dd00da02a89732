/**
 * The import borders of the house. Paths are relative to the repository; a rule holds for the files below `below`,
 * and where several hold, all of them do.
 */
export interface Rule {
  readonly below: string;
  /** Modules that may be imported: folders or files of the repository, or `npm` for any package from outside. */
  readonly mayImport: readonly string[];
  /** Folders that may be imported for their types only. */
  readonly mayImportTypes?: readonly string[];
  /** Packages from outside that are forbidden here all the same. */
  readonly neverImport?: RegExp;
  /** What must not be named in code (comments don't count, strings only where it says so), and why. */
  readonly neverNames?: { readonly pattern: RegExp; readonly because: string; readonly inStrings?: true };
}

const WORKER = /\b(ServiceWorker\w*|ExtendableEvent|skipWaiting|respondWith\()/;
const DATABASE = /\b(indexedDB|IDB[A-Z]\w+)\b/;
const SERVICE_IDS =
  /['"`](backgroundFetch|backgroundSync|notifications|paymentHandler|periodicBackgroundSync|pushMessaging|reporting)['"`]/;

export const RULES: readonly Rule[] = [
  // Packages: viewer → sdk → sw-plugin, viewer → server for types only.
  { below: 'sw-plugin', mayImport: ['sw-plugin', 'npm'] },
  {
    below: 'sdk',
    mayImport: ['sdk', 'sw-plugin', 'npm'],
    neverImport: /^(react|react-dom|react-router)(\/|$)/,
  },
  { below: 'server', mayImport: ['server', 'npm'] },
  {
    below: 'viewer',
    mayImport: ['viewer', 'sdk', 'sw-plugin/src/log', 'sw-plugin/src/doctor', 'npm'],
    mayImportTypes: ['server'],
  },

  // Rooms of the plugin.
  {
    below: 'sw-plugin/src/log',
    mayImport: ['sw-plugin/src/log', 'sw-plugin/src/errors.ts', 'npm'],
    neverNames: { pattern: WORKER, because: 'the log knows no service worker' },
  },
  {
    below: 'sw-plugin/src/services',
    mayImport: [
      'sw-plugin/src/services',
      'sw-plugin/src/watch',
      'sw-plugin/src/log',
      'sw-plugin/src/platform.ts',
      'sw-plugin/src/errors.ts',
      'npm',
    ],
    neverImport: /^idb(\/|$)/,
    neverNames: { pattern: DATABASE, because: 'services do not touch IndexedDB' },
  },
  {
    below: 'sw-plugin/src/watch',
    mayImport: [
      'sw-plugin/src/watch',
      'sw-plugin/src/log',
      'sw-plugin/src/platform.ts',
      'sw-plugin/src/errors.ts',
      'npm',
    ],
    neverImport: /^idb(\/|$)/,
    neverNames: { pattern: SERVICE_IDS, because: 'watchers know no service by name', inStrings: true },
  },
  {
    below: 'sw-plugin/src/relay',
    mayImport: [
      'sw-plugin/src/relay',
      'sw-plugin/src/watch',
      'sw-plugin/src/log',
      'sw-plugin/src/platform.ts',
      'sw-plugin/src/errors.ts',
      'npm',
    ],
  },
  {
    below: 'sw-plugin/src/doctor',
    mayImport: ['sw-plugin/src/doctor', 'sw-plugin/src/log', 'sw-plugin/src/errors.ts', 'npm'],
    neverNames: {
      pattern: /\b(indexedDB|navigator|document|window|self)\./,
      because: 'rules are pure functions over entries',
    },
  },

  // Rooms of the server.
  {
    below: 'server/src/ingest',
    mayImport: [
      'server/src/ingest',
      'server/src/serve/client-address.ts',
      'server/src/store/slot.ts',
      'server/src/store/stored-hash.ts',
      'server/src/errors.ts',
      'npm',
    ],
    mayImportTypes: ['server/src/store'],
  },
  {
    below: 'server/src/store',
    mayImport: ['server/src/store', 'server/src/errors.ts', 'npm'],
    neverImport: /^(hono|@hono\/)/,
  },
  {
    below: 'server/src/api',
    mayImport: ['server/src/api', 'server/src/store', 'server/src/errors.ts', 'npm'],
    mayImportTypes: ['server/src/ingest'],
  },

  // Rooms of the viewer.
  {
    below: 'viewer/src/sources',
    mayImport: [
      'viewer/src/sources',
      'viewer/src/model',
      'viewer/src/shell/download.ts',
      'viewer/src/errors.ts',
      'sdk',
      'sw-plugin',
      'npm',
    ],
    mayImportTypes: ['server'],
    neverImport: /^(react|react-dom|react-router)(\/|$)/,
  },
  {
    below: 'viewer/src/views',
    mayImport: ['viewer', 'sdk', 'sw-plugin', 'npm'],
    mayImportTypes: ['server'],
    neverNames: { pattern: /\bfetch\(|\bindexedDB\b/, because: 'views get their data from sources' },
  },
];
