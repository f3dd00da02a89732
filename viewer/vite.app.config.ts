import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The viewer as an application of its own, for the server to serve at `/viewer/`, below whatever path that is mounted. */
export default defineConfig({
  // The server puts the path below which it is mounted before these.
  base: './',
  plugins: [react()],
  build: {
    target: 'es2022',
    // The policy under which the server serves this allows no `data:` URLs.
    assetsInlineLimit: 0,
    outDir: 'dist/app',
    emptyOutDir: true,
    sourcemap: false,
    license: { fileName: 'THIRD-PARTY-LICENSES.md' },
    modulePreload: { polyfill: false },
  },
});
