/** `pnpm parity [--json FILE]`: our log beside the browser's own recorder, in one run of real Chromium. */
import path from 'node:path';
import { runnerImport } from 'vite';
import { root } from './run/root.mjs';

const { module } = await runnerImport(path.join(root, 'test/parity/main.ts'), { configFile: false, root });
process.exitCode = await module.main(process.argv.slice(2));
