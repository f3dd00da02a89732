/** `pnpm bench NAME [options]`: builds what is out of date, then runs `test/bench/NAME/index.mjs`. */
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { execute } from './run/execute.mjs';

const folder = new URL('./bench/', import.meta.url);
const entry = (name) => new URL(`${name}/index.mjs`, folder);
const names = existsSync(folder)
  ? readdirSync(folder, { withFileTypes: true })
      .filter((item) => item.isDirectory() && existsSync(entry(item.name)))
      .map(({ name }) => name)
  : [];
const name = process.argv[2];

if (name === undefined || !names.includes(name)) {
  const problem = name === undefined ? 'Which benchmark?' : `There is no benchmark "${name}".`;
  console.error(`${problem} Run one of: ${names.map((each) => `pnpm bench ${each}`).join(', ')}`);
  process.exitCode = 1;
} else {
  const build = [process.execPath, fileURLToPath(new URL('./build.mjs', import.meta.url))];
  const { code, output } = await execute(build, { limit: 12 * 60_000, quiet: true });
  if (code !== 0) {
    console.error(`${output}\nThe build failed, so there is nothing to measure.`);
    process.exit(code);
  }
  // The benchmark sees its own options where any script does, from argv[2] on.
  process.argv.splice(1, 2, fileURLToPath(entry(name)));
  await import(entry(name).href);
}
