/**
 * Budgets in bytes after gzip. `file` is measured as it is; `library` is bundled first, with everything that it imports
 * except `external`, which its host has anyway.
 */
export const budgets = [
  { name: 'plugin (classic script)', file: 'sw-plugin/dist/offstage-sw.js', budget: 8_000 },
  // 9,000 is what we want. Workbox, Comlink and idb are 2.9 kB of what it is now; what is left is all in use.
  { name: 'sdk (classic script)', file: 'sdk/dist/offstage.js', budget: 11_500 },
  {
    name: 'viewer without React and router',
    library: 'viewer/dist/index.js',
    external: [/^react($|\/)/, /^react-dom($|\/)/, /^react-router($|\/)/],
    budget: 60_000,
  },
  { name: 'doctor (worker of the viewer)', file: 'viewer/dist/chunks/doctor-worker.js', budget: 20_000 },
];
