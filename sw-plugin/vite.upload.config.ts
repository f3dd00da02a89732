import { defineConfig, mergeConfig } from 'vite';
import plugin from './vite.config.ts';

/** The second classic script, which sends what the plugin has recorded. */
export default defineConfig(
  mergeConfig(plugin, {
    build: {
      lib: { entry: 'src/auto-upload.ts', name: 'offstageUpload', fileName: () => 'offstage-upload.js' },
    },
  }),
);
