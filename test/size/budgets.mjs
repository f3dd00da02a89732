/**
 * Budgets in bytes after gzip. `file` is measured as it is; `library` is bundled first, with everything that it imports
 * except `external`, which its host has anyway.
 */
export const budgets = [
  { name: 'plugin (classic script)', file: 'sw-plugin/dist/offstage-sw.js', budget: 8_000 },
  {
    name: 'sdk, with workbox-window',
    library: 'sdk/dist/start.js',
    // The part that it shares with the plugin is measured there, and again in the classic script.
    external: [/^@offstage\/sw-plugin/],
    budget: 9_000,
  },
  // Everything in one file: the SDK without uploading, the plugin's page side, idb.
  { name: 'sdk (classic script)', file: 'sdk/dist/offstage.js', budget: 11_700 },
  {
    name: 'viewer without React and router',
    library: 'viewer/dist/index.js',
    external: [/^react($|\/)/, /^react-dom($|\/)/, /^react-router($|\/)/],
    budget: 60_000,
  },
  { name: 'doctor (worker of the viewer)', file: 'viewer/dist/chunks/doctor-worker.js', budget: 20_500 },
];
