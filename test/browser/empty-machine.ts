import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { vi } from 'vitest';

export interface EmptyMachineOptions {
  /** Commands that are there from the start. */
  readonly has?: readonly string[];
  /** Commands that are there after `apt-get install`. */
  readonly installs?: readonly string[];
  /** May packages be installed? (default true) */
  readonly root?: boolean;
  /** `apt-get` ends with an error. */
  readonly fails?: boolean;
}

export interface EmptyMachine extends Disposable {
  /** Absolute path of a command of this machine. */
  file(command: string): string;
  /** What `apt-get` was called with, in order. */
  calls(): readonly string[];
}

/** A Debian machine with nothing but `apt-get` on its path, as far as this process can tell. */
export function emptyMachine(options: EmptyMachineOptions): EmptyMachine {
  const { has = [], installs = [], root = true, fails = false } = options;
  const folder = mkdtempSync(path.join(tmpdir(), 'offstage-machine-'));
  const file = (name: string): string => path.join(folder, name);
  const calls = file('calls');
  const make = (name: string, lines: readonly string[]): void => {
    writeFileSync(file(name), `#!/bin/sh\n${lines.join('\n')}\n`);
    chmodSync(file(name), 0o755);
  };
  for (const name of has) make(name, []);
  make('apt-get', [
    `echo "$*" >> '${calls}'`,
    ...(fails ? ['exit 100'] : []),
    ...installs.map((name) => `if [ "$1" = install ]; then : > '${file(name)}'; fi`),
  ]);
  vi.stubEnv('PATH', folder);
  const user = vi.spyOn(process, 'getuid').mockReturnValue(root ? 0 : 1000);
  return {
    file,
    calls: () => (existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : []),
    [Symbol.dispose]() {
      vi.unstubAllEnvs();
      user.mockRestore();
      rmSync(folder, { recursive: true });
    },
  };
}
