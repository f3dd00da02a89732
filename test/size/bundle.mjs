import { build } from 'vite';
import { root } from '../run/root.mjs';

/**
 * Bundles and minifies in memory; `options` are Rolldown's, with Vite's `plugins`. Returns the chunks of code: a worker's
 * file is an asset.
 */
export async function bundle(input, { plugins = [], ...options }) {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    root,
    plugins,
    build: {
      write: false,
      minify: true,
      // Not `lib`: that would turn a worker's file into base64 inside its page's script, and so count it wrongly.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input, ...options },
    },
  });
  return [result].flat().flatMap(({ output }) => output.filter(({ type }) => type === 'chunk'));
}
