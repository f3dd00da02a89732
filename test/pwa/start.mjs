/**
 * `npx pnpm@12 start`: builds what is missing or stale, then serves the demo app, the viewer and the report server on
 * one port. Plain JavaScript, because it runs before anything is built.
 */
import { fileURLToPath } from 'node:url';
import { build, checkBuilt } from './start/build.mjs';
import { greeting } from './start/greeting.mjs';
import { HELP, parseOptions } from './start/options.mjs';
import { explain, refusal } from './start/refusal.mjs';

const built = new URL('./dist/', import.meta.url);
const server = new URL('server/index.js', built);

try {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    throw refusal('NODE_TOO_OLD', { version: process.versions.node });

  const options = parseOptions(process.argv.slice(2), process.env);
  if (options.help) {
    process.stdout.write(HELP);
  } else {
    if (options.build) await build(new URL('../build.mjs', import.meta.url));
    checkBuilt([server, new URL('app/index.html', built), new URL('app/sw.js', built)]);

    const { serve } = await import(server.href);
    const demo = await serve({ ...options, app: fileURLToPath(new URL('app', built)) });
    process.stdout.write(greeting({ url: demo.url, data: options.data, caFile: demo.caFile }));

    let stopping = Number.POSITIVE_INFINITY;
    const stop = async () => {
      // A second Ctrl-C doesn't wait for open connections. One comes twice: from the terminal and handed on by pnpm.
      if (performance.now() - stopping > 500) process.exit(130);
      if (stopping !== Number.POSITIVE_INFINITY) return;
      stopping = performance.now();
      await demo.close();
      process.stdout.write('Stopped.\n');
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  }
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}
