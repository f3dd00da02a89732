import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * The viewer as one module script for pages without a bundler, React inside: `import { mountViewer } from
 * './offstage-viewer.js'`. The doctor's rules, and what is loaded when it is opened, lie beside it.
 */
export default defineConfig({
  base: './',
  plugins: [react()],
  define: { 'process.env.NODE_ENV': '"production"' },
  worker: {
    format: 'es',
    rolldownOptions: { output: { entryFileNames: 'doctor-worker.js', minify: true } },
  },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    lib: { entry: 'src/mount-viewer.tsx', formats: ['es'], fileName: 'offstage-viewer' },
    outDir: 'dist/module',
    emptyOutDir: true,
    sourcemap: false,
    license: { fileName: 'THIRD-PARTY-LICENSES.md' },
    rolldownOptions: { output: { chunkFileNames: '[name].js', minify: true } },
  },
});
