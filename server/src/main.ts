#!/usr/bin/env node
import { OffstageError } from './errors.ts';
import { HELP, parseOptions } from './parse-options.ts';
import { jsonLog } from './serve/log.ts';
import { startServer } from './start-server.ts';

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2), process.env);
  if (options === 'help') {
    process.stdout.write(HELP);
    return;
  }
  const log = jsonLog((line) => process.stderr.write(line));
  const server = await startServer({ ...options, log });
  process.stdout.write(`Listening on ${server.url}\n  reports  POST ${server.url}/reports\n`);
  if (options.viewer !== undefined) process.stdout.write(`  viewer   ${server.url}/viewer/\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void server.close().then(() => process.exit(0)));
  }
}

main().catch((error: unknown) => {
  const known = error instanceof OffstageError;
  process.stderr.write(known ? `${error.code}: ${error.message}\n` : `${String(error)}\n`);
  process.exitCode = 1;
});
