const ROUTES = "import { viewerRoutes } from '@offstage/viewer'; globalThis.routes = viewerRoutes();";
/** An app with a route that is loaded later has the bundler's own lines for `import()` already. */
const LAZY = "globalThis.routes = [{ path: '/x/*', lazy: () => import('@offstage/sw-plugin') }];";
const REACT = [/^react($|\/)/, /^react-dom($|\/)/, /^react-router($|\/)/];
const START = "import { start } from '@offstage/sdk'; start({ worker: '/sw.js' });";

/**
 * Budgets in bytes after gzip. `file` is measured as it is. `library` is an entry that is bundled first, with everything
 * that it imports except `external`, which its host has anyway. `app` is a page's own script, bundled as its author
 * would: `besides` is what that page would load without us, and `part` says whether what the page loads with it counts, or what it may load later.
 * `module` is one that the library loads when it is used: `part` then is about what comes with that.
 */
export const budgets = [
  { name: 'plugin (classic script)', file: 'sw-plugin/dist/offstage-sw.js', budget: 10_420 },
  // Of which 7.3 are what makes an entry bare, the browsers' own sentences and words (4.8) among it, 0.7 the key of a
  // push, and 0.5 what tells an entry that is to blame from a server that is. In one build with the plugin it would be 11.9 more than that alone.
  { name: 'upload (classic script)', file: 'sw-plugin/dist/offstage-upload.js', budget: 13_080 },
  // workbox-window, the plugin's page half and the writer of the log included; Vite's own few lines for `import()`, too.
  { name: 'sdk, what a page loads first', app: START, part: 'first', budget: 9_490 },
  // The client with Comlink; the states of a visit; uploading, of whose 10.1 kB 5 are the browsers' own sentences
  // and words, which alone leave whole. Each only where and when it is used.
  { name: 'sdk, what it loads when needed', app: START, part: 'later', budget: 20_300 },
  // Everything in one file: the SDK without uploading, the plugin's page side.
  { name: 'sdk (classic script)', file: 'sdk/dist/offstage.js', budget: 13_300 },
  { name: 'sdk, uninstall', library: 'sdk/dist/uninstall.js', external: [], budget: 500 },
  {
    name: 'viewer without React and router',
    library: 'viewer/dist/index.js',
    module: 'LoadedViewer',
    part: 'first',
    external: REACT,
    budget: 75_000,
  },
  // Details, reports, what is registered, help, palette, the numbers of the timeline, the check-lists (10 kB, half of it their texts), a problem that is
  // reported (9 kB), over what the doctor looked (2 kB), what became of pushes (13 kB, a third of it texts), each with its style sheets when it is opened; what reads and writes files.
  {
    name: 'viewer, parts that are opened',
    library: 'viewer/dist/index.js',
    module: 'LoadedViewer',
    part: 'later',
    external: REACT,
    budget: 59_600,
  },
  {
    name: 'viewerRoutes() in a first load',
    app: ROUTES,
    part: 'first',
    external: REACT,
    besides: LAZY,
    budget: 1_000,
  },
  // What is read before the first word: the list of commands. Each command is a file of its own.
  { name: 'command line, at its start', file: 'viewer/cli/dist/main.js', budget: 4_000 },
  { name: 'doctor (worker of the viewer)', file: 'viewer/dist/chunks/doctor-worker.js', budget: 26_000 },
];
