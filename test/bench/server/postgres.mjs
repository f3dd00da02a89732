// A PostgreSQL of our own in a temporary folder, Debian's programs; undefined where there is none.
import { spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const DEBIAN = '/usr/lib/postgresql';

export async function startPostgres() {
  const version = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => b - a)[0] : undefined;
  if (version === undefined) return undefined;
  const programs = join(DEBIAN, version, 'bin');
  const entry = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find(([name]) => name === 'postgres');
  const user = process.getuid() === 0 ? { uid: Number(entry?.[2]), gid: Number(entry?.[3]) } : {};
  const folder = mkdtempSync(join(tmpdir(), 'offstage-bench-'));
  const data = join(folder, 'data');
  mkdirSync(data);
  for (const path of [folder, data]) if (user.uid !== undefined) chownSync(path, user.uid, user.gid);
  const made = spawnSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale'],
    {
      ...user,
      cwd: folder,
      encoding: 'utf8',
    },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  appendFileSync(
    join(data, 'postgresql.conf'),
    "listen_addresses = '127.0.0.1'\nshared_buffers = 256MB\nmax_wal_size = 4GB\n",
  );
  const port = await new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address();
      probe.close(() => resolve(free));
    });
  });
  const server = spawn(join(programs, 'postgres'), ['-D', data, '-k', folder, '-p', String(port)], {
    ...user,
    cwd: folder,
    stdio: 'ignore',
  });
  // Stops it also when this process is killed: then the shell's input ends.
  const watcher = spawn('sh', ['-c', `read -r line || kill -INT ${server.pid}`], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watcher.unref();
  return {
    /** Runs statements in the first app's schema. */
    run(sql) {
      const psql = join(programs, 'psql');
      const options = [
        '-v',
        'ON_ERROR_STOP=1',
        '-q',
        '-h',
        '127.0.0.1',
        '-p',
        String(port),
        '-U',
        'postgres',
      ];
      const done = spawnSync(psql, [...options, '-c', `SET search_path = offstage; ${sql}`], {
        encoding: 'utf8',
      });
      if (done.status !== 0) throw new Error(done.stderr);
    },
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stop: () =>
      new Promise((resolve) => {
        server.once('exit', () => {
          watcher.kill('SIGKILL');
          rmSync(folder, { recursive: true, force: true });
          resolve();
        });
        server.kill('SIGINT');
      }),
  };
}
