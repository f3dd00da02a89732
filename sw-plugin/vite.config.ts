import { defineConfig } from 'vite';

/** The plugin as one self-contained classic script, for `importScripts`; the modules are built by `tsc -b`. */
export default defineConfig({
  publicDir: false,
  build: {
    target: 'es2021',
    outDir: 'dist',
    // `tsc -b` writes there too.
    emptyOutDir: false,
    // Without the comment: every worker would carry its bytes.
    sourcemap: 'hidden',
    // The sources are in the package already.
    rolldownOptions: { output: { sourcemapExcludeSources: true } },
    minify: 'terser',
    terserOptions: {
      ecma: 2020,
      // The bundler would have it worked around, though such a browser does not understand `?.` either.
      safari10: false,
      compress: {
        ecma: 2020,
        passes: 4,
        pure_getters: true,
        keep_fargs: false,
        inline: 1,
        unsafe_arrows: true,
      },
      // Whatever a server says of the charset.
      format: { ascii_only: true },
      mangle: {
        toplevel: true,
        // Members that end in `_` are seen by nobody outside: no entry, option, message or settings row has one.
        properties: { regex: /[a-z]_$/ },
      },
    },
    lib: { entry: 'src/auto.ts', formats: ['iife'], name: 'offstage', fileName: () => 'offstage-sw.js' },
  },
});
