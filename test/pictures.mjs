/** `pnpm pictures [--out FOLDER]`: makes the pictures of the READMEs anew, from the demo app in real Chromium. */
import path from 'node:path';
import { runnerImport } from 'vite';
import { root } from './run/root.mjs';

const { module } = await runnerImport(path.join(root, 'test/pictures/main.ts'), { configFile: false, root });
await module.main(process.argv.slice(2));
