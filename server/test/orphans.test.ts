import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { tempFolder } from './temp-folder.ts';
import { until } from './until.ts';

const folder = await tempFolder();
afterAll(folder.remove);

const END_WITH_PARENT = new URL('./end-with-parent.mjs', import.meta.url).href;
const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('a server does not outlive a test run that is killed', async () => {
  const parent = spawn(process.execPath, [
    '--eval',
    `const child = require('node:child_process').spawn(process.execPath,
      ['--import', ${JSON.stringify(END_WITH_PARENT)}, ${JSON.stringify(MAIN)}, '--port', '0', '--data', ${JSON.stringify(folder.path)}],
      { stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdout.once('data', () => console.log(child.pid));
    setInterval(() => {}, 1_000);`,
  ]);
  let output = '';
  parent.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const pid = Number(
    await until('the server to listen', () => /^\d+/.exec(output)?.[0]).catch((error: unknown) => {
      parent.kill('SIGKILL');
      throw error;
    }),
  );
  expect(isAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  await until('the server to end', () => !isAlive(pid));
});
