import { existsSync } from 'node:fs';
import path from 'node:path';
import { importFirst } from './import-first.ts';
import { FILE, type OffstageOptions, VIEWER } from './offstage-options.ts';
import { withoutOffstage } from './without-offstage.ts';

/** Of vite-plugin-pwa's options those that are touched: https://vite-pwa-org.netlify.app/guide/ */
export interface PwaOptions {
  strategies?: 'generateSW' | 'injectManifest' | undefined;
  srcDir?: string | undefined;
  filename?: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: the packages' own types, of any version
  workbox?: any;
  // biome-ignore lint/suspicious/noExplicitAny: the packages' own types, of any version
  injectManifest?: any;
  // biome-ignore lint/suspicious/noExplicitAny: the packages' own types, of any version
  integration?: any;
}

/**
 * vite-plugin-pwa's options with the plugin first in the worker that it makes, and with what is Offstage's own kept out
 * of the precache. Give `offstage()` to Vite as well. The same object's other members stay as they are.
 *
 * @example VitePWA(withOffstage({ registerType: 'autoUpdate' }))
 */
export function withOffstage<Options extends PwaOptions>(
  options: Options,
  { file = FILE, viewer = VIEWER }: Pick<OffstageOptions, 'file' | 'viewer'> = {},
): Options {
  const { strategies = 'generateSW', srcDir = 'public', filename = 'sw.js' } = options;
  const field = strategies === 'generateSW' ? 'workbox' : 'injectManifest';
  const given = options[field] ?? {};
  const shared = {
    ...given,
    globIgnores: [...(given.globIgnores ?? ['**/node_modules/**/*']), `**/${file}`],
    manifestTransforms: [...(given.manifestTransforms ?? []), withoutOffstage],
  };
  if (field === 'injectManifest') {
    const plugins = given.buildPlugins?.vite ?? [];
    const buildPlugins = { ...given.buildPlugins, vite: [importFirst(path.join(srcDir, filename)), plugins] };
    return { ...options, injectManifest: { ...shared, buildPlugins } };
  }
  const importScripts = [file, ...(given.importScripts ?? []).filter((one: string) => one !== file)];
  const integration = {
    ...options.integration,
    // A viewer that lies in the public folder is a page of its own, and not one of the app's routes.
    configureOptions(vite: { readonly publicDir: string }, resolved: PwaOptions) {
      options.integration?.configureOptions?.(vite, resolved);
      if (viewer === false || !existsSync(path.join(vite.publicDir, viewer, 'index.html'))) return;
      const { navigateFallbackDenylist = [] } = resolved.workbox;
      resolved.workbox.navigateFallbackDenylist = [
        ...navigateFallbackDenylist,
        new RegExp(`^${viewer}(/|$)`),
      ];
      resolved.workbox.globIgnores.push(`${viewer.replace(/^\//, '')}/**`);
    },
  };
  return { ...options, workbox: { ...shared, importScripts }, integration };
}
