import { readFileSync } from 'node:fs';
import { defineConfig } from 'vite';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/**
 * The command, for Node. What it shares with the viewer and with the Vite plugin is inside, as is what it parses with: no
 * React is loaded, and each command is a file that is read when it is asked for.
 */
export default defineConfig({
  define: { __VERSION__: JSON.stringify(version) },
  ssr: { noExternal: true, external: ['@offstage/sdk', '@offstage/sw-plugin', '@offstage/viewer'] },
  build: {
    ssr: 'src/main.ts',
    target: 'node20',
    outDir: 'dist',
    emptyOutDir: true,
    minify: true,
    license: { fileName: 'THIRD-PARTY-LICENSES.md' },
    rolldownOptions: { output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' } },
  },
});
