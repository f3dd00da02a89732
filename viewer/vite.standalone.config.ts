import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The viewer as a folder that can be copied to any path of any site, whatever serves it. */
export default defineConfig({
  root: 'standalone',
  base: './',
  plugins: [react()],
  build: {
    target: 'es2022',
    // A strict policy allows no `data:` URLs.
    assetsInlineLimit: 0,
    outDir: '../dist/standalone',
    emptyOutDir: true,
    sourcemap: false,
    license: { fileName: 'THIRD-PARTY-LICENSES.md' },
    modulePreload: { polyfill: false },
  },
});
