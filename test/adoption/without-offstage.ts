import type { SetUp } from './set-up.ts';

/** What the set-ups have of Offstage, and what stands there without it. In this order. */
const OURS: readonly (readonly [RegExp, string])[] = [
  [/,\s*\{[^{}]*node_modules\/@offstage[^{}]*\}/g, ''],
  [/^import \{[^}]*\} from '@offstage\/[^']*';\n+/gm, ''],
  [/^import '@offstage\/sw-plugin\/auto';\n/gm, ''],
  [/^try \{ importScripts\('\/offstage-sw\.js'\); \} catch \{\}\n/gm, ''],
  [/\bwithOffstage\((\{.*?\})\)(?=\))/g, '$1'],
  [/ *offstage\([^)]*\),?\n?/g, ''],
  [/, manifestTransforms: \[withoutOffstage\]/g, ''],
  [/, vite: \{ optimizeDeps: \{ include: \['@offstage\/sdk'\] \} \}/g, ''],
  [/, route\('viewer\/\*', '[^']*'\)/g, ''],
  [/provideServiceWorker\('sw\.js'\)/g, "provideServiceWorker('ngsw-worker.js')"],
  [/, ?\.\.\.viewerRoutes\(\)/g, ''],
  // Where the app had Offstage register its worker, it registers that by itself.
  [
    /^(.*)\bstart\(\{ worker: \{ url: (.*?), (type: .*?) \} \}\);/gm,
    '$1globalThis.navigator?.serviceWorker?.register($2, { $3 });',
  ],
  [/^(.*)\bstart\(\{ worker: ('[^']*') \}\);/gm, '$1globalThis.navigator?.serviceWorker?.register($2);'],
  [/^.*\bstart\(\);\n?/gm, ''],
  [
    /<script src="\/offstage\.js" data-worker="([^"]*)"><\/script>/g,
    '<head><script>navigator.serviceWorker.register("$1")</script></head>',
  ],
  [/'viewer\/\*\*', 'offstage-sw\.js'/g, ''],
  [/'offstage-sw\.js', /g, ''],
  [/^ *navigateFallbackDenylist: \[.*\],\n/gm, ''],
  [/ publicExcludes: \[.*?\],/g, ''],
  [/, "!\/viewer\/\*\*"|, "!\/offstage-sw\.js"/g, ''],
  [/try \{ importScripts\('\/offstage-sw\.js'\); \} catch \{\}\n/g, ''],
  [/ serviceWorker: \{ files: [^{}]*'viewer[^{}]*\} /, ''],
];

/** Files that are ours alone: copies, the route of the viewer, what starts the page's side. */
const ALONE = /(^|\/)viewer\b|instrumentation-client|hooks\.client|offstage[^/]*$/;

/**
 * A set-up as its author had it before Offstage. Throws where something of it is left, so that no set-up is played that
 * proves nothing.
 */
export function withoutOffstage({ files, name }: SetUp): Readonly<Record<string, string>> {
  const before = Object.entries(files).flatMap(([file, content]): [string, string][] => {
    // Where ours alone registers the worker, the app had a file of its own for that.
    const registers = /start\(\{ worker/.test(content);
    if ((ALONE.test(file) && !registers) || content.startsWith('@our/@offstage/')) return [];
    const text = OURS.reduce((all, [pattern, instead]) => all.replace(pattern, instead), content);
    if (/offstage|viewerRoutes/i.test(text))
      throw new Error(`NOT_WITHOUT: ${name}: ${file} still has\n${text}`);
    // A worker that only wraps another is there for Offstage's sake.
    if (/^importScripts\('\/ngsw-worker\.js'\);\s*$/.test(text)) return [];
    return [[file.replace('offstage', 'worker'), text]];
  });
  return Object.fromEntries(before);
}
