/**
 * Budgets in bytes after gzip. `file` is measured as it is; `library` is bundled first, with everything that it imports
 * except `external`, which its host has anyway.
 */
export const budgets = [
  { name: 'plugin (classic script)', file: 'sw-plugin/dist/offstage-sw.js', budget: 8_000 },
  { name: 'sdk (classic script)', file: 'sdk/dist/offstage.js', budget: 9_000 },
  {
    name: 'viewer without React and router',
    library: 'viewer/dist/index.js',
    external: [/^react($|\/)/, /^react-dom($|\/)/, /^react-router($|\/)/],
    budget: 60_000,
  },
];
