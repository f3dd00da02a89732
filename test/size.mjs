/** `pnpm size`: what each entry point weighs, against its budget. Builds first. */
import path from 'node:path';
import { execute } from './run/execute.mjs';
import { root } from './run/root.mjs';
import { checkSizes } from './size/check-sizes.mjs';

const { code, output } = await execute([process.execPath, path.join(root, 'test/build.mjs')], {
  limit: 240_000,
  quiet: true,
});
if (code !== 0) console.log(output);
const { failed } = await checkSizes();
process.exitCode = failed === 0 && code === 0 ? 0 : 1;
