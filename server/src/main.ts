#!/usr/bin/env node
import { createRequire } from 'node:module';
import { parseCommand } from './cli/parse-command.ts';
import { runCommand } from './cli/run-command.ts';
import { stopCleanly } from './cli/stop-cleanly.ts';
import { OffstageError } from './errors.ts';
import { HELP, parseOptions } from './parse-options.ts';
import { boundMemory } from './serve/bound-memory.ts';
import { jsonLog } from './serve/log.ts';
import { startServer } from './start-server.ts';

function version(): string {
  const { version } = createRequire(import.meta.url)('../package.json') as { version: string };
  return version;
}

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  const write = (line: string) => void process.stdout.write(`${line}\n`);
  const command = parseCommand(words, process.env);
  if (command !== undefined) {
    process.exitCode = await runCommand(command, write);
    return;
  }
  const options = parseOptions(words, process.env);
  if (options === 'help' || options === 'version') {
    process.stdout.write(options === 'help' ? HELP : `${version()}\n`);
    return;
  }
  const { stopFile, ...served } = options;
  boundMemory();
  const log = jsonLog((line) => process.stderr.write(line));
  const server = await startServer({ ...served, log });
  write(`Listening on ${server.url}`);
  for (const { name, url, viewerUrl } of server.apps)
    write(`  ${name}: reports POST ${url}/reports, viewer ${viewerUrl ?? 'none'}`);
  if (server.apps.length === 0) write(`  reports  POST ${server.url}/reports`);
  if (server.viewerUrl !== undefined) write(`  viewer   ${server.viewerUrl}`);
  else if (server.apps.length === 0)
    write('  viewer   none: this is not a built package. Give one with --viewer FOLDER');
  await stopCleanly(() => server.close(), stopFile);
}

main().catch((error: unknown) => {
  const known = error instanceof OffstageError;
  process.stderr.write(known ? `${error.code}: ${error.message}\n` : `${String(error)}\n`);
  process.exitCode = 1;
});
