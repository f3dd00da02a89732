import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const DEBIAN = '/usr/lib/postgresql';
const PROGRAMS = ['initdb', 'initdb.exe'];
/** What to run, by `process.platform`. */
const INSTALL: Readonly<Record<string, string>> = {
  linux: "Run: sudo apt-get install -y postgresql (or your system's equivalent)",
  darwin: 'Run: brew install postgresql@17',
  win32: 'Run: winget install -e --id PostgreSQL.PostgreSQL.17',
};
/** Where Homebrew and the installer for Windows put it, which is in nobody's search path. */
const ELSEWHERE = [17, 16, 15].flatMap((version) => [
  `/opt/homebrew/opt/postgresql@${version}/bin`,
  `/usr/local/opt/postgresql@${version}/bin`,
  `C:\\Program Files\\PostgreSQL\\${version}\\bin`,
]);

/**
 * The folder of PostgreSQL's programs. Installs Debian's package where it is missing and that is possible, else throws
 * with the one command to run.
 */
export function findPostgres(): string {
  const found = installed();
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    spawnSync('apt-get', ['update'], { stdio: 'ignore', timeout: 120_000 });
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'postgresql'], {
      stdio: 'ignore',
      timeout: 300_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
  const now = installed();
  if (now === undefined) {
    throw new Error(`PostgreSQL is needed for these tests. ${INSTALL[process.platform] ?? INSTALL.linux}`);
  }
  return now;
}

function installed(): string | undefined {
  const folders = [
    process.env.POSTGRES_BIN ?? '',
    ...(existsSync(DEBIAN)
      ? readdirSync(DEBIAN)
          .sort((a, b) => Number(b) - Number(a))
          .map((version) => join(DEBIAN, version, 'bin'))
      : []),
    ...ELSEWHERE,
    ...(process.env.PATH ?? '').split(delimiter),
  ];
  return folders.find((folder) => folder !== '' && PROGRAMS.some((name) => existsSync(join(folder, name))));
}
