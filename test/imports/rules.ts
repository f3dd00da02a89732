import type { Rule } from './rule.ts';
import { VIEWER_ROOMS } from './viewer-rooms.ts';

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
    // The last two: the command line reads workers as the plugin for Vite does.
    mayImport: [
      'viewer',
      'sdk',
      'sw-plugin/src/log',
      'sw-plugin/src/doctor',
      'npm',
      'sw-plugin/vite/first-act.ts',
      'sw-plugin/vite/offstage-options.ts',
    ],
    mayImportTypes: ['server'],
  },

  // The command line: of the viewer what needs no page. Nothing knows it.
  {
    below: 'viewer/cli',
    mayImport: [
      'viewer/cli',
      'viewer/src/filter',
      'viewer/src/model',
      'viewer/src/sources',
      'viewer/src/text/visible.ts',
      'sw-plugin/src/log',
      'sw-plugin/src/doctor',
      'sw-plugin/vite',
      'npm',
    ],
    neverImport: /^(react|react-dom|react-router)(\/|$)/,
  },
  {
    below: 'viewer/cli/src/code',
    mayImport: ['viewer/cli/src/code', 'sw-plugin/vite', 'npm'],
    neverImport: /^node:/,
  },
  {
    below: 'viewer/cli/src/workers',
    mayImport: ['viewer/cli/src/workers', 'viewer/cli/src/code', 'sw-plugin/vite', 'npm'],
    mayImportTypes: ['viewer/cli/src/init/app.ts'],
    neverImport: /^node:/,
  },
  {
    below: 'viewer/cli/src/terminal',
    mayImport: ['viewer/cli/src/terminal', 'viewer/src/text/visible.ts', 'npm'],
  },

  // Rooms of the plugin. What a bundler runs knows nothing of what a worker runs.
  { below: 'sw-plugin/vite', mayImport: ['sw-plugin/vite', 'npm'] },
  {
    below: 'sw-plugin/src/log',
    mayImport: ['sw-plugin/src/log', 'npm'],
    neverNames: { pattern: WORKER, because: 'the log knows no service worker' },
  },
  {
    below: 'sw-plugin/src/services',
    mayImport: [
      'sw-plugin/src/services',
      'sw-plugin/src/watch',
      'sw-plugin/src/log',
      'sw-plugin/src/platform.ts',
      'npm',
    ],
    neverImport: /^idb(\/|$)/,
    neverNames: { pattern: DATABASE, because: 'services do not touch IndexedDB' },
  },
  {
    below: 'sw-plugin/src/watch',
    mayImport: ['sw-plugin/src/watch', 'sw-plugin/src/log', 'sw-plugin/src/platform.ts', 'npm'],
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
      'npm',
    ],
  },
  {
    below: 'sw-plugin/src/record',
    mayImport: [
      'sw-plugin/src/record',
      'sw-plugin/src/services',
      'sw-plugin/src/watch',
      'sw-plugin/src/log',
      'sw-plugin/src/platform.ts',
      'npm',
    ],
  },
  {
    below: 'sw-plugin/src/page',
    mayImport: [
      'sw-plugin/src/page',
      'sw-plugin/src/record',
      'sw-plugin/src/services',
      'sw-plugin/src/watch',
      'sw-plugin/src/log',
      'sw-plugin/src/platform.ts',
      'npm',
    ],
  },
  {
    below: 'sw-plugin/src/upload',
    mayImport: ['sw-plugin/src/upload', 'sw-plugin/src/log', 'npm'],
    neverImport: /^idb(\/|$)/,
    neverNames: {
      pattern: /\b(navigator|document|window|self|localStorage)\./,
      because: 'workers and pages upload alike',
    },
  },
  {
    below: 'sw-plugin/src/doctor',
    mayImport: ['sw-plugin/src/doctor', 'sw-plugin/src/log', 'npm'],
    neverNames: {
      pattern: /\b(indexedDB|navigator|document|window|self)\./,
      because: 'rules are pure functions over entries',
    },
  },

  // Rooms of the SDK.
  { below: 'sdk/src/findings', mayImport: ['sdk/src/findings', 'sdk/src/log-client.ts', 'sw-plugin', 'npm'] },
  {
    below: 'sdk/src/page',
    mayImport: ['sdk/src/page', 'sdk/src/reporting', 'sdk/src/log-client.ts', 'sw-plugin', 'npm'],
    mayImportTypes: ['sdk/src/start-page.ts'],
  },
  { below: 'sdk/src/relay', mayImport: ['sdk/src/relay', 'sdk/src/log-client.ts', 'sw-plugin', 'npm'] },
  { below: 'sdk/src/reporting', mayImport: ['sdk/src/reporting', 'sw-plugin', 'npm'] },
  {
    below: 'sdk/src/upload',
    mayImport: [
      'sdk/src/upload',
      'sdk/src/page',
      'sdk/src/relay',
      'sdk/src/log-client.ts',
      'sw-plugin',
      'npm',
    ],
  },

  // Rooms of the server.
  {
    below: 'server/src/access',
    mayImport: [
      'server/src/access',
      'server/src/ingest/network-of.ts',
      'server/src/ingest/rate-limit.ts',
      'server/src/ingest/client-address.ts',
      'server/src/errors.ts',
      'server/src/with-defaults.ts',
      'npm',
    ],
  },
  {
    below: 'server/src/ingest',
    mayImport: [
      'server/src/ingest',
      'server/src/ingest/client-address.ts',
      'server/src/store/entry-type.ts',
      'server/src/store/own-text.ts',
      'server/src/store/slot.ts',
      'server/src/store/stored-hash.ts',
      'server/src/shapes.ts',
      'server/src/errors.ts',
      'server/src/with-defaults.ts',
      'npm',
    ],
    mayImportTypes: ['server/src/store'],
  },
  {
    below: 'server/src/store',
    mayImport: [
      'server/src/store',
      'server/src/collect-garbage.ts',
      'server/src/errors.ts',
      'server/src/shapes.ts',
      'npm',
    ],
    neverImport: /^(hono|@hono\/)/,
  },
  // Why subscriptions are gone: functions of facts, without a database.
  {
    below: 'server/src/store/ledger/reasons',
    mayImport: [
      'server/src/store/ledger/reasons',
      'server/src/store/ledger/pair-in-order.ts',
      'server/src/store/ledger/send.ts',
      'server/src/store/ledger/times.ts',
      'server/src/shapes.ts',
    ],
    mayImportTypes: ['server/src/store/ledger'],
  },
  {
    below: 'server/src/api',
    mayImport: [
      'server/src/api',
      'server/src/access',
      'server/src/store',
      'server/src/ledger/send-schema.ts',
      'server/src/errors.ts',
      'server/src/shapes.ts',
      'npm',
    ],
    mayImportTypes: ['server/src/ingest', 'server/src/push'],
  },
  {
    below: 'server/src/ledger',
    mayImport: [
      'server/src/ledger',
      'server/src/access',
      'server/src/ingest/client-address.ts',
      'server/src/ingest/network-of.ts',
      'server/src/ingest/parsed-body.ts',
      'server/src/ingest/read-body.ts',
      // How long a label is: what is sent and what is asked for.
      'server/src/store/ledger/push-filter.ts',
      'server/src/errors.ts',
      'server/src/shapes.ts',
      'npm',
    ],
    mayImportTypes: ['server/src/ingest', 'server/src/store', 'server/src/api'],
  },
  {
    below: 'server/src/push',
    mayImport: ['server/src/push', 'server/src/ingest/rate-limit.ts', 'server/src/errors.ts', 'npm'],
  },
  // For senders of pushes: nothing of the server comes with it.
  { below: 'server/src/send', mayImport: ['server/src/send', 'npm'], neverImport: /^(?!node:)/ },
  {
    below: 'server/src/serve',
    mayImport: [
      'server/src/serve',
      'server/src/access',
      'server/src/api',
      'server/src/collect-garbage.ts',
      'server/src/store',
      'server/src/errors.ts',
      'server/src/with-defaults.ts',
      'npm',
    ],
  },

  {
    below: 'server/src/apps',
    mayImport: [
      'server/src/apps',
      'server/src/access',
      'server/src/ingest/ingest.ts',
      'server/src/serve',
      'server/src/store/open-store.ts',
      'server/src/create-app.ts',
      'server/src/standalone.ts',
      'server/src/errors.ts',
      'server/src/with-defaults.ts',
      'npm',
    ],
    mayImportTypes: ['server/src/ingest', 'server/src/store'],
  },
  {
    below: 'server/src/move',
    mayImport: ['server/src/move', 'server/src/store', 'server/src/errors.ts', 'npm'],
  },
  {
    below: 'server/src/cli',
    mayImport: [
      'server/src/cli',
      'server/src/apps/app-settings.ts',
      'server/src/move',
      'server/src/serve/stop-file.ts',
      'server/src/store/open-store.ts',
      'server/src/errors.ts',
      'npm',
    ],
    mayImportTypes: ['server/src/shapes.ts'],
  },

  ...VIEWER_ROOMS,
];
