import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../src/run.ts';
import { fakeTerminal } from '../src/terminal/fake-terminal.fixture.ts';

// Every command of the README that has its output below it is run, in this order. OFFSTAGE_README=write writes what came.

const README = fileURLToPath(new URL('../README.md', import.meta.url));
const LOG = fileURLToPath(new URL('../../../test/formats/0.1.0/chromium.jsonl', import.meta.url));
const PAIR = /```sh\nnpx offstage ([^\n]+)\n```\n\n```text\n([\s\S]*?)```/g;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'offstage-readme-'));
  mkdirSync(path.join(folder, 'public'));
  writeFileSync(
    path.join(folder, 'public/index.html'),
    '<!doctype html>\n<html>\n  <head>\n    <title>App</title>\n  </head>\n  <script>\n    navigator.serviceWorker.register("/sw.js");\n  </script>\n</html>\n',
  );
  writeFileSync(path.join(folder, 'public/sw.js'), "self.addEventListener('push', (event) => {});\n");
  copyFileSync(LOG, path.join(folder, 'log.jsonl'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Sizes of built files change with every build. */
const steady = (text: string): string =>
  text
    .replace(/\d+\.\d kB/g, '… kB')
    .replace(/\d+ files/g, '… files')
    .replace(/\d+ removed/g, '… removed')
    .replace(/by \d+ rules/g, 'by … rules')
    .replace(/[ \t]+$/gm, '');

test('the output of every command in the README is what comes', async () => {
  const readme = readFileSync(README, 'utf8');
  const commands = [...readme.matchAll(PAIR)].map(([, words = '', output = '']) => ({ words, output }));
  const names = commands.map(({ words }) => words.split(' ')[0]);
  expect(new Set(names)).toEqual(new Set(['--help', 'init', 'check', 'tail', 'query', 'doctor']));
  const came: string[] = [];
  for (const { words } of commands) {
    const terminal = fakeTerminal(folder);
    await run(words.split(' '), terminal);
    came.push(steady(terminal.printed()));
  }
  if (process.env.OFFSTAGE_README === 'write') {
    let at = 0;
    writeFileSync(
      README,
      readme.replace(
        PAIR,
        (_, words) => `\`\`\`sh\nnpx offstage ${words}\n\`\`\`\n\n\`\`\`text\n${came[at++]}\`\`\``,
      ),
    );
    return;
  }
  const help =
    'Is it meant? OFFSTAGE_README=write pnpm exec vitest run --root viewer/cli test/readme writes it';
  expect(
    commands.map(({ output }) => output),
    help,
  ).toEqual(came);
});
