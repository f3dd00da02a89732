import { fileURLToPath } from 'node:url';
import { build, type Rollup } from 'vite';

/** A file of `workers/` with all that it imports, as a classic script. */
export async function bundleWorker(name: string): Promise<string> {
  const [bundle] = (await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      // Angular's worker is nothing but effects, which its package denies.
      rolldownOptions: { treeshake: false },
      lib: {
        entry: fileURLToPath(new URL(`workers/${name}.js`, import.meta.url)),
        formats: ['iife'],
        name: 'host',
      },
    },
  })) as Rollup.RollupOutput[];
  const chunk = bundle?.output[0];
  if (!chunk) throw new Error(`NOTHING_BUNDLED: workers/${name}.js gave no output.`);
  return chunk.code;
}
