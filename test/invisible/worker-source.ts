/** How a case's worker is loaded. */
export interface Variant {
  readonly plugin: boolean;
  readonly module: boolean;
}

/** Where in a case the plugin is loaded, when that is not its first line; or once more. */
export const PLUGIN_HERE = '// ---- the plugin is loaded here ----';

// One line, so that line numbers are the same in every variant. Values are made comparable as they are seen.
const PRELUDE = `
self.observations = [];
self.plain = (value) => JSON.parse(JSON.stringify(value, (_, part) =>
  part === undefined ? 'undefined' : typeof part === 'function' ? 'function ' + part.name : part));
self.seen = (...values) => { observations.push(plain(values)); };
self.seenLater = (promise) => { observations.push(promise.then(plain, String)); };
addEventListener('install', () => skipWaiting());
addEventListener('message', ({ data, ports }) => {
  if (data === 'observations') Promise.all(observations).then((all) => ports[0].postMessage(all));
});`.replaceAll('\n', ' ');

/** The source of a case's worker. Without the plugin an empty line stands in its place. */
export function workerSource(source: string, { plugin, module }: Variant): string {
  const load = module ? `import '/offstage-sw.js';` : `importScripts('/offstage-sw.js');`;
  const parts = source.split(PLUGIN_HERE);
  const line = plugin ? load : '';
  return [PRELUDE, ...(parts.length > 1 ? [parts.join(`\n${line}\n`)] : [line, source])].join('\n');
}
