import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const LOG = fileURLToPath(new URL('../../../test/formats/0.1.0/chromium.jsonl', import.meta.url));

const started = (words: readonly string[]) => {
  const start = performance.now();
  const { stdout, status } = spawnSync(process.execPath, words, {
    encoding: 'utf8',
    env: { ...process.env, FORCE_COLOR: undefined },
  });
  return { took: performance.now() - start, stdout, status };
};

const least = (words: readonly string[]): number =>
  Math.min(...Array.from({ length: 3 }, () => started(words).took));

test('the first word costs little more than Node itself', () => {
  // What is loaded before a command is known: the list of commands, and no parser, no viewer, no rule.
  const loaded = new Set<string>();
  const load = (file: string): void => {
    if (loaded.has(file)) return;
    loaded.add(file);
    for (const [, from = ''] of readFileSync(file, 'utf8').matchAll(
      /(?:^|[;}\n])import[^("']*["']([^"']+)["']/g,
    ))
      if (from.startsWith('.')) load(path.resolve(path.dirname(file), from));
  };
  load(MAIN);
  const bytes = [...loaded].reduce((sum, file) => sum + statSync(file).size, 0);
  expect(bytes).toBeGreaterThan(5_000);
  expect(bytes).toBeLessThan(16_000);
  const node = least(['-e', '0']);
  const help = least([MAIN, '--help']) / node;
  const query = least([MAIN, 'query', LOG]) / node;
  const check = least([MAIN, 'check', LOG, '--fail-on', 'never']) / node;
  console.log(
    `Node alone ${node.toFixed(0)} ms; --help ${help.toFixed(1)}, query ${query.toFixed(1)}, check ${check.toFixed(1)} times that`,
  );
  // Node starts in some 40 ms: a second is 25 times that.
  for (const ratio of [help, query, check]) expect(ratio).toBeLessThan(12);
});

test('as a program: exit codes, no colour without a terminal, a closed pipe is no failure', () => {
  const doctor = started([MAIN, 'doctor', LOG]);
  expect(doctor.status).toBe(2);
  expect(doctor.stdout).not.toContain('\u001b');
  expect(started([MAIN, 'nothing']).status).toBe(3);
  const piped = spawnSync(
    process.execPath,
    [
      '-e',
      `const { spawn } = require('node:child_process');
const child = spawn(process.execPath, [${JSON.stringify(MAIN)}, 'query', ${JSON.stringify(LOG)}, '--json'], { stdio: ['ignore', 'pipe', 'pipe'] });
child.stdout.destroy();
let said = '';
child.stderr.on('data', (piece) => { said += piece; });
child.on('exit', (code, signal) => { process.stdout.write(JSON.stringify({ code, signal, said })); });`,
    ],
    { encoding: 'utf8' },
  );
  expect(JSON.parse(piped.stdout)).toEqual({ code: 0, signal: null, said: '' });
});
