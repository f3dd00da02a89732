#!/usr/bin/env node
import { createRequire } from 'node:module';
import { OffstageError } from './errors.ts';
import { HELP, parseOptions } from './parse-options.ts';
import { jsonLog } from './serve/log.ts';
import { startServer } from './start-server.ts';

function version(): string {
  const { version } = createRequire(import.meta.url)('../package.json') as { version: string };
  return version;
}

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2), process.env);
  if (options === 'help' || options === 'version') {
    process.stdout.write(options === 'help' ? HELP : `${version()}\n`);
    return;
  }
  const log = jsonLog((line) => process.stderr.write(line));
  const server = await startServer({ ...options, log });
  process.stdout.write(`Listening on ${server.url}\n  reports  POST ${server.url}/reports\n`);
  if (server.viewerUrl !== undefined) process.stdout.write(`  viewer   ${server.viewerUrl}\n`);
  else process.stdout.write('  viewer   none: this is not a built package. Give one with --viewer FOLDER\n');
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void server.close().then(() => process.exit(0)));
  }
}

main().catch((error: unknown) => {
  const known = error instanceof OffstageError;
  process.stderr.write(known ? `${error.code}: ${error.message}\n` : `${String(error)}\n`);
  process.exitCode = 1;
});
