import { defineConfig } from 'vite';
import { licences } from './licences.ts';

/**
 * The entries, for Node; their types are made by `tsc -b`, into the same folder. The client for D-Bus is inside, since an
 * optional part of it is compiled when it is installed, for which it would fetch from the net.
 */
export default defineConfig({
  plugins: [licences('THIRD-PARTY-LICENSES.md')],
  ssr: { noExternal: ['dbus-next', 'valibot'], external: ['@offstage/sdk', '@offstage/sw-plugin'] },
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist',
    emptyOutDir: false,
    minify: false,
    rolldownOptions: {
      // Tried by it, and done without.
      external: ['usocket', 'x11'],
      input: { index: 'src/index.ts', vitest: 'src/vitest.ts', playwright: 'src/playwright.ts' },
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
    },
  },
});
