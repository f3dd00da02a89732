import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { appendFileSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { freePort } from '../free-port.ts';
import { until } from '../until.ts';
import { findPostgres } from './find-postgres.ts';
import { killTree } from './kill-tree.ts';
import { killWhenAlone } from './kill-when-alone.ts';

/** A PostgreSQL server of our own, on loopback, in a temporary folder. */
export interface Node {
  readonly port: number;
  readonly url: string;
  /** SIGKILL to the server and all its children, as a power cut would. */
  kill(): Promise<void>;
  promote(): void;
  query(text: string): Promise<readonly Record<string, unknown>[]>;
}

export interface Cluster {
  readonly primary: Node;
  readonly standbys: readonly Node[];
  /** All hosts in one address; clients find the primary. */
  readonly url: string;
  stop(): Promise<void>;
}

const SETTINGS = `
listen_addresses = '127.0.0.1'
shared_buffers = 32MB
max_connections = 60
wal_level = replica
max_wal_senders = 8
hot_standby = on
wal_keep_size = 256MB
autovacuum = on
log_min_messages = fatal
`;

/** The server refuses to run as root, so root runs it as the user that Debian made for it. */
function identity(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const entry = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find(([name]) => name === 'postgres');
  if (entry === undefined) throw new Error('There is no user postgres. Run: apt-get install -y postgresql');
  return { uid: Number(entry[2]), gid: Number(entry[3]) };
}

/** Starts a primary and its standbys. With standbys, a commit waits until any one of them has it on disk. */
export async function startCluster(options: { readonly standbys: number }): Promise<Cluster> {
  const programs = findPostgres();
  const user = identity();
  const folder = mkdtempSync(join(tmpdir(), 'offstage-postgres-'));
  if (user) chownSync(folder, user.uid, user.gid);

  function run(program: string, ...values: string[]): void {
    const done = spawnSync(join(programs, program), values, {
      ...user,
      cwd: folder,
      encoding: 'utf8',
      timeout: 60_000,
    });
    if (done.status !== 0) throw new Error(`${program} failed: ${done.stderr}${done.error ?? ''}`);
  }

  async function start(data: string, port: number): Promise<Node> {
    const server: ChildProcess = spawn(
      join(programs, 'postgres'),
      ['-D', data, '-k', folder, '-p', String(port)],
      {
        ...user,
        cwd: folder,
        stdio: 'ignore',
        // A group of its own, so that its children can be killed with it.
        detached: true,
      },
    );
    const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
    const forget = killWhenAlone(server.pid ?? 0);
    server.once('exit', forget);
    const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
    const node: Node = {
      port,
      url,
      async kill() {
        if (server.pid !== undefined && server.exitCode === null && server.signalCode === null) {
          killTree(server.pid);
        }
        await ended;
      },
      promote: () => run('pg_ctl', 'promote', '-D', data, '-w', '-t', '20'),
      async query(text) {
        const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} });
        try {
          return await sql.unsafe(text);
        } finally {
          await sql.end({ timeout: 1 });
        }
      },
    };
    running.push(node);
    await until('PostgreSQL to accept connections', async () => (await node.query('SELECT 1')).length > 0);
    return node;
  }

  const running: Node[] = [];
  const stop = async () => {
    await Promise.all(running.map((node) => node.kill()));
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const data = join(folder, 'primary');
    mkdirSync(data);
    if (user) chownSync(data, user.uid, user.gid);
    run('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync');
    appendFileSync(join(data, 'postgresql.conf'), SETTINGS);
    const primary = await start(data, await freePort());
    const standbys: Node[] = [];
    for (let number = 1; number <= options.standbys; number++) {
      const name = `s${number}`;
      const copy = join(folder, name);
      run(
        'pg_basebackup',
        ...['-D', copy, '-R', '-X', 'stream', '-c', 'fast', '--no-sync'],
        ...['-d', `host=127.0.0.1 port=${primary.port} user=postgres application_name=${name}`],
      );
      standbys.push(await start(copy, await freePort()));
    }
    if (standbys.length > 0) {
      const names = standbys.map((_, index) => `s${index + 1}`).join();
      await primary.query(`ALTER SYSTEM SET synchronous_standby_names = 'ANY 1 (${names})'`);
      await primary.query('SELECT pg_reload_conf()');
      await until('the standbys to be synchronous', async () => {
        const rows = await primary.query("SELECT 1 FROM pg_stat_replication WHERE sync_state = 'quorum'");
        return rows.length === standbys.length;
      });
    }
    const hosts = [primary, ...standbys].map((node) => `127.0.0.1:${node.port}`).join();
    return { primary, standbys, url: `postgres://postgres@${hosts}/postgres`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
