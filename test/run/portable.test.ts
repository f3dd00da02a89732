import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from './root.mjs';

// Start, build and test run on Node alone, so on Windows and macOS as well: no shell stands between.

const files = (...patterns: readonly string[]): readonly string[] =>
  execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--', ...patterns], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter(Boolean);

/** What drives programs that there are on Linux alone (a message bus, WebKitGTK), or plays a Linux without them. */
const LINUX = new Set([
  'test/kit/src/notification-daemon/private-bus.ts',
  'test/webkit/start-driver.ts',
  'test/browser/empty-machine.ts',
  'test/browser/find-chromium.test.ts',
  'test/places/base-image.ts',
  'test/run/portable.test.ts',
  // What a person is to paste into a shell is given to one.
  'viewer/src/why/push-command.test.ts',
]);

const SHELLS: readonly RegExp[] = [
  /\bshell: true\b/,
  /\bexecSync\(/,
  /\bexec\b[^}]*\} from 'node:child_process'/,
  /\b(spawn|spawnSync|execFile|execFileSync|execute)\(\s*\[?['"`](ba|z|da)?sh['"`]/,
  /['"`](\/usr)?\/bin\/(ba|z|da)?sh\b/,
  /['"`]bash['"`]/,
];

const shellsIn = (text: string): readonly string[] =>
  text.split('\n').filter((line) => SHELLS.some((shell) => shell.test(line)));

describe('no shell', () => {
  const scripts = files('*package.json').filter((file) => !file.includes('/adoption/'));
  test.each(scripts)('%s: each script is a program with its arguments', (file) => {
    const { scripts: all = {} } = JSON.parse(readFileSync(path.join(root, file), 'utf8'));
    for (const line of Object.values(all))
      expect(line).toMatch(/^(node|biome|tsc|vite|vitest) [^&|;<>$`*']*$/);
  });

  test('neither in what starts, builds and tests nor in what is published', () => {
    const code = files('*.ts', '*.tsx', '*.mjs', '*.mts').filter(
      (file) => !LINUX.has(file) && !file.startsWith('test/bench/'),
    );
    expect(code.length).toBeGreaterThan(500);
    const found = code.flatMap((file) =>
      shellsIn(readFileSync(path.join(root, file), 'utf8')).map((line) => `${file}: ${line.trim()}`),
    );
    expect(found).toEqual([]);
    expect(files('*.sh', '*.bash')).toEqual([]);
  });

  test('one would be found', () => {
    for (const line of [
      "spawn('bash', ['-c', 'true'])",
      "execFileSync('sh', [])",
      'spawn(command, { shell: true })',
      "execSync('rm -rf dist')",
      "import { exec } from 'node:child_process';",
    ])
      expect([line, shellsIn(line)]).toEqual([line, [line]]);
    expect(shellsIn("/a/.exec('b')")).toEqual([]);
  });
});
