import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type EnvironmentOptions, type Plugin } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** A self-contained classic script beside the app: what a worker, or a page under a policy of its own, loads. */
function classicScript(input: string, file: string, banner = ''): EnvironmentOptions {
  return {
    consumer: 'client',
    build: {
      outDir: at('dist/app'),
      emptyOutDir: false,
      copyPublicDir: false,
      // They are here to be read.
      minify: false,
      rolldownOptions: {
        input: at(input),
        output: { format: 'iife', entryFileNames: file, banner, codeSplitting: false },
      },
    },
  };
}

// Offstage comes first: before the app's own code is even parsed.
const OFFSTAGE_FIRST = "try { importScripts('/offstage-sw.js'); } catch {}\n";
/** The worker tells the report server by itself what it records: what became of a push is known when no page is open. */
const WITH_UPLOAD = `self.offstageOptions = { upload: { url: '/reports/background', within: 1000, install: true } };
${OFFSTAGE_FIRST}try { importScripts('/offstage-upload.js'); } catch {}
`;

/** `/precache.json`: every path that the app needs to open without a network. */
const precacheList: Plugin = {
  name: 'precache-list',
  applyToEnvironment: ({ name }) => name === 'client',
  generateBundle(_, bundle) {
    const built = Object.keys(bundle)
      .filter((file) => file.startsWith('assets/') && !file.endsWith('.map'))
      .map((file) => `/${file}`);
    const icons = readdirSync(at('public/icons')).map((file) => `/icons/${file}`);
    const paths = ['/', '/manifest.webmanifest', ...icons, ...built];
    this.emitFile({ type: 'asset', fileName: 'precache.json', source: JSON.stringify(paths) });
  },
};

export default defineConfig({
  root: at('.'),
  plugins: [react(), precacheList],
  build: { target: 'es2022', sourcemap: true },
  builder: {
    // One after the other: the first one empties the folder.
    async buildApp(builder) {
      for (const environment of Object.values(builder.environments)) await builder.build(environment);
    },
  },
  environments: {
    client: { build: { outDir: at('dist/app'), emptyOutDir: true } },
    worker: classicScript('worker/sw.ts', 'sw.js', WITH_UPLOAD),
    payWorker: classicScript('pay/sw.ts', 'pay/sw.js', OFFSTAGE_FIRST),
    payWindow: classicScript('pay/confirm.ts', 'pay/confirm.js'),
    reportPage: classicScript('reports/provoke.ts', 'reports-demo/provoke.js'),
    server: {
      consumer: 'server',
      // Node finds packages by itself; the report server's worker thread must stay a file of its own.
      resolve: { external: true },
      build: {
        ssr: true,
        outDir: at('dist/server'),
        emptyOutDir: true,
        copyPublicDir: false,
        rolldownOptions: { input: at('server/index.ts'), output: { entryFileNames: 'index.js' } },
      },
    },
  },
});
