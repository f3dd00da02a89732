/** `pnpm bench recorder`: what the plugin costs a worker, in real Chromium, side by side with a worker without it. */
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { root } from '../../run/root.mjs';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const { module } = await runnerImport(main, { configFile: false, root });
await module.main();
