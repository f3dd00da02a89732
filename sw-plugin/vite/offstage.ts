import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin, ResolvedConfig } from 'vite';
import { importFirst } from './import-first.ts';
import { notFirst } from './not-first.ts';
import { FILE, type OffstageOptions, VIEWER, WORKER_NAMES } from './offstage-options.ts';
import { oldCopies } from './old-copies.ts';
import { ownFiles } from './own-files.ts';
import { classicScript, doctorFile, packageFolder, viewerFolder } from './package-files.ts';
import { serveFiles } from './serve-files.ts';
import { rememberOwn } from './without-offstage.ts';

/**
 * Found by Vite late otherwise, which then reloads the page once, and where React has been loaded by then makes two of it.
 * Each with what it cannot be bundled without.
 */
const OPTIMIZED: readonly (readonly [entry: string, ...needs: string[]])[] = [
  ['@offstage/sdk'],
  ['@offstage/sw-plugin/auto'],
  ['@offstage/viewer', 'react', 'react-dom', 'react-router'],
  ['@offstage/viewer/route', 'react', 'react-dom', 'react-router'],
];

/** Where the viewer looks for its doctor once Vite has bundled it for dev, beside its other dependencies. */
function bundledDoctor({ base, root, cacheDir }: ResolvedConfig): string {
  const inside = path.relative(root, cacheDir).replaceAll('\\', '/');
  const folder = inside.startsWith('..') ? path.posix.join('@fs', cacheDir.replaceAll('\\', '/')) : inside;
  return `${base}${folder}/deps/doctor-worker.js`;
}

const packageOf = (entry: string): string => entry.split('/').slice(0, 2).join('/');

/**
 * Offstage for an app that Vite builds: the worker's script is served in dev and emitted by the build, the viewer is at
 * `/viewer` in dev, and a build fails whose worker does something before the plugin is loaded.
 *
 * Beside vite-plugin-pwa give that one's options through `withOffstage()`, too.
 *
 * @example
 * // vite.config.ts
 * export default defineConfig({ plugins: [offstage({ worker: 'src/sw.ts' })] });
 */
export function offstage(options: OffstageOptions = {}): Plugin[] {
  const { file = FILE, worker, check, viewer = VIEWER } = options;
  let config: ResolvedConfig;
  const main: Plugin = {
    name: 'offstage',
    config({ root = process.cwd() }) {
      const has = (name: string): boolean => packageFolder(root, name) !== undefined;
      const installed = OPTIMIZED.filter(([entry, ...needs]) => [packageOf(entry), ...needs].every(has));
      return { optimizeDeps: { include: installed.map(([entry]) => entry) } };
    },
    configResolved(resolved) {
      config = resolved;
      const current = viewerFolder(config.root);
      const copies = [
        { name: file, current: classicScript },
        ...(viewer === false
          ? []
          : [{ name: `${viewer}/index.html`, current: current && path.join(current, 'index.html') }]),
      ];
      for (const said of oldCopies(config.publicDir, copies)) config.logger.warn(said);
    },
    configureServer({ middlewares }) {
      middlewares.use(serveFiles(config.base + file, () => classicScript));
      // A worker is no import: what Vite bundles for dev leaves it behind.
      middlewares.use(serveFiles(bundledDoctor(config), () => doctorFile(config.root)));
      if (viewer !== false) middlewares.use(serveFiles(viewer, () => viewerFolder(config.root)));
    },
    generateBundle(_, bundle) {
      if (config.build.ssr) return;
      // A viewer that lies in the public folder is a page of its own.
      const copied = viewer !== false && existsSync(path.join(config.publicDir, viewer, 'index.html'));
      rememberOwn([file, ...ownFiles(bundle)], copied ? [`${viewer.replace(/^\//, '')}/`] : []);
      this.emitFile({ type: 'asset', fileName: file, source: readFileSync(classicScript) });
    },
    closeBundle: {
      // Behind vite-plugin-pwa, which writes the worker here.
      order: 'post',
      sequential: true,
      handler(error?: Error) {
        if (error || config.command !== 'build' || config.build.ssr) return;
        const folder = path.resolve(config.root, config.build.outDir);
        const names = check ?? WORKER_NAMES.filter((name) => existsSync(path.join(folder, name)));
        for (const name of names) {
          const full = path.join(folder, name);
          if (!existsSync(full))
            this.error(`OFFSTAGE_NO_WORKER: ${name} is not in ${config.build.outDir}. Correct "check".`);
          const said = notFirst(name, readFileSync(full, 'utf8'), (code) => this.parse(code), file);
          if (said !== undefined) this.error(said);
        }
      },
    },
  };
  return worker === undefined ? [main] : [main, importFirst(worker)];
}
