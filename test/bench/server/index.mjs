/**
 * `pnpm bench server [--peer URL]… [--reports 1000000] [--seconds 4] [--only ingest|flood|queries]`
 *
 * Durable ingest beside the limit (a bare server that parses and throws away), what a flood does to others, and every
 * API call over a million reports. All on loopback with one load generator, in one run.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openStore } from '@offstage/server';
import { measure, startProcess } from './measure.mjs';
import { startPostgres } from './postgres.mjs';
import { benchQueries } from './queries.mjs';

const { values } = parseArgs({
  options: {
    peer: { type: 'string', multiple: true, default: [] },
    reports: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '4' },
    only: { type: 'string' },
  },
});
const seconds = Number(values.seconds);
const wanted = (part) => values.only === undefined || values.only === part;
const BARE = fileURLToPath(new URL('./bare.mjs', import.meta.url));
const SERVER = fileURLToPath(new URL('../../../server/dist/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'offstage-bench-'));
console.log(`${cpus().length} cores, load ${loadavg()[0].toFixed(1)}, Node ${process.version}`);

const round = (value, digits = 0) => (Number.isNaN(value) ? '–' : Number(value.toFixed(digits)));

async function ingestRow(name, url, pids) {
  const found = await measure({ url, seconds, pids });
  return {
    server: name,
    'requests/s': round(found.perSecond),
    'p50 ms': round(found.p50, 2),
    'p99 ms': round(found.p99, 2),
    'µs CPU/request': round(found.cpuPerRequest, 1),
    MB: round(found.memory),
    answers: Object.entries(found.statuses)
      .map(([status, count]) => `${status}: ${count}`)
      .join(', '),
  };
}

async function ingest() {
  const rows = [];
  const run = async (name, file, options) => {
    const server = await startProcess(file, options);
    rows.push(await ingestRow(name, `${server.url}/reports`, [server.pid]));
    await server.stop();
  };
  await run('bare node:http, parses and discards', BARE, []);
  await run('Offstage, SQLite', SERVER, ['--port', '0', '--data', join(folder, 'ingest')]);
  const postgres = await startPostgres();
  if (postgres === undefined)
    console.log('No PostgreSQL here. To see it: sudo apt-get install -y postgresql');
  else {
    await run('Offstage, PostgreSQL', SERVER, ['--port', '0', '--store', postgres.url]);
    await postgres.stop();
  }
  for (const peer of values.peer) rows.push(await ingestRow(`peer ${peer}`, peer, []));
  await run('bare node:http, again', BARE, []);
  console.log('\nOne report per request, 64 connections, every report different');
  console.table(rows);
}

async function flood() {
  const server = await startProcess(SERVER, ['--port', '0', '--data', join(folder, 'flood')]);
  const url = `${server.url}/reports`;
  const other = { url, connections: 1, seconds, from: '127.0.0.2' };
  const alone = await measure(other);
  const rows = [{ flood: 'none', 'p50 ms': round(alone.p50, 2), 'p99 ms': round(alone.p99, 2), times: 1 }];
  const floods = { '1 connection, batches of 400': [1, 400], '64 connections, single reports': [64, 1] };
  for (const [name, [connections, batch]] of Object.entries(floods)) {
    const [during] = await Promise.all([measure(other), measure({ url, connections, batch, seconds })]);
    rows.push({
      flood: name,
      'p50 ms': round(during.p50, 2),
      'p99 ms': round(during.p99, 2),
      times: round(during.p50 / alone.p50, 1),
    });
  }
  await server.stop();
  console.log("\nAnother client's single posts while one client floods");
  console.table(rows);
}

async function queries() {
  const count = Number(values.reports);
  const now = Date.now();
  const postgres = await startPostgres();
  const stores = [
    ['SQLite', join(folder, 'queries.sqlite')],
    ...(postgres ? [['PostgreSQL', postgres.url]] : []),
  ];
  const results = [];
  for (const [name, url] of stores) {
    const store = await openStore(url);
    const result = await benchQueries(store, count, now);
    await store.close();
    results.push([name, result]);
    console.log(
      `\n${name}: ${count} reports written at ${round(result.perSecond)}/s, ${round(result.bytes / 2 ** 20)} MB`,
    );
  }
  await postgres?.stop();
  const [, first] = results[0];
  console.table(
    first.rows.map(({ call }, index) => ({
      call,
      ...Object.fromEntries(results.map(([name, { rows }]) => [`${name} ms`, rows[index]['median ms']])),
    })),
  );
}

try {
  if (wanted('ingest')) await ingest();
  if (wanted('flood')) await flood();
  if (wanted('queries')) await queries();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
