/** `pnpm bench NAME [options]`: runs `test/bench/NAME/index.mjs`. */
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

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
  // The benchmark sees its own options where any script does, from argv[2] on.
  process.argv.splice(1, 2, fileURLToPath(entry(name)));
  await import(entry(name).href);
}
