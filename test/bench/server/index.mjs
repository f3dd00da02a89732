/**
 * `pnpm bench server [--peer URL]… [--reports 1000000] [--seconds 2] [--only ingest|clients|flood|waits|memory|queries]
 * [--peer-pid PID]… [--store SQLite|PostgreSQL]` (of queries and waits) `[--attack WORDS]` (of waits and memory) `[--beside MAIN.js]…`
 * (ingest: another build of the server)
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
import { openDatabase } from '../../../server/dist/store/sqlite/driver.js';
import { benchMemory, benchWaits } from './floods.mjs';
import { measure, startProcess } from './measure.mjs';
import { multiply } from './multiply.mjs';
import { startPostgres } from './postgres.mjs';
import { benchQueries } from './queries.mjs';

const { values } = parseArgs({
  options: {
    peer: { type: 'string', multiple: true, default: [] },
    'peer-pid': { type: 'string', multiple: true, default: [] },
    reports: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '2' },
    only: { type: 'string' },
    store: { type: 'string' },
    attack: { type: 'string' },
    beside: { type: 'string', multiple: true, default: [] },
  },
});
const seconds = Number(values.seconds);
/** Odd, so that there is a middle one. */
const ROUNDS = 3;
const wanted = (part) => values.only === undefined || values.only === part;
const wantsStore = (name) => values.store === undefined || values.store === name;
const BARE = fileURLToPath(new URL('./bare.mjs', import.meta.url));
const BARE_DURABLE = fileURLToPath(new URL('./bare-durable.mjs', import.meta.url));
const SERVER = fileURLToPath(new URL('../../../server/dist/main.js', import.meta.url));
/** Open to the load, whose client sends no token. */
const ALONE = ['--port', '0', '--allow-anonymous'];
const folder = mkdtempSync(join(tmpdir(), 'offstage-bench-'));
console.log(`${cpus().length} cores, load ${loadavg()[0].toFixed(1)}, Node ${process.version}`);

const round = (value, digits = 0) => (Number.isNaN(value) ? '–' : Number(value.toFixed(digits)));

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

/** All servers in turn, several times over: neighbours and the clock of the processor are then the same for each. */
async function ingest() {
  const postgres = await startPostgres();
  if (postgres === undefined)
    console.log('No PostgreSQL here. To see it: sudo apt-get install -y postgresql');
  const bare = 'bare node:http, parses and discards';
  const servers = [];
  const add = async (name, file, options, query) => {
    const { url, pid, stop } = await startProcess(file, options);
    const settle = query && (() => fetch(`${url}${query}`));
    servers.push({ name, url: `${url}/reports`, pids: [pid], stop, settle, rounds: [], entries: [] });
  };
  const anything = '/api/reports?limit=1';
  await add(bare, BARE, []);
  await add('the same, each body flushed to a file', BARE_DURABLE, [join(folder, 'bodies')]);
  await add(
    'Offstage, SQLite',
    SERVER,
    ['--allow-anonymous', ...ALONE, '--data', join(folder, 'ingest')],
    anything,
  );
  for (const [index, file] of values.beside.entries())
    await add(
      `${file}, SQLite`,
      file,
      ['--allow-anonymous', ...ALONE, '--data', join(folder, `beside-${index}`)],
      anything,
    );
  if (postgres)
    await add(
      'Offstage, PostgreSQL',
      SERVER,
      ['--allow-anonymous', '--port', '0', '--store', postgres.url],
      anything,
    );
  for (const [index, peer] of values.peer.entries()) {
    const pid = values['peer-pid'][index];
    servers.push({
      name: `peer ${peer}`,
      url: peer,
      pids: pid === undefined ? [] : [Number(pid)],
      rounds: [],
    });
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const { url, pids, settle, rounds } of servers)
      rounds.push(await measure({ url, seconds, pids, settle }));
    for (const { url, pids, settle, entries } of servers)
      if (settle) entries.push(await measure({ url, seconds, pids, settle, entries: true }));
  }
  for (const { stop } of servers) await stop?.();
  await postgres?.stop();
  const of = (rounds, member) => median(rounds.map((found) => found[member]));
  const limit = of(servers[0].rounds, 'cpuPerRequest');
  console.log(
    `\nOne report per request, 64 connections, every report different; medians of ${ROUNDS} rounds in turn.\nThe CPU includes all that follows until a query finds every report in its place`,
  );
  const table = (from) =>
    from.map(({ name, rounds }) => ({
      server: name,
      'µs CPU/request': round(of(rounds, 'cpuPerRequest'), 1),
      'of the bare one per CPU': round(limit / of(rounds, 'cpuPerRequest'), 2),
      'requests/s': round(of(rounds, 'perSecond')),
      'p50 ms': round(of(rounds, 'p50'), 2),
      'p99 ms': round(of(rounds, 'p99'), 2),
      MB: round(of(rounds, 'memory')),
      answers: answersOf(rounds),
    }));
  console.table(table(servers));
  console.log('\nThe same with entries as a worker uploads them, one per request');
  console.table(
    table(servers.filter(({ settle }) => settle).map(({ name, entries }) => ({ name, rounds: entries }))),
  );
}

function answersOf(rounds) {
  const counts = {};
  for (const { statuses } of rounds) {
    for (const [status, count] of Object.entries(statuses)) counts[status] = (counts[status] ?? 0) + count;
  }
  return Object.entries(counts)
    .map(([status, count]) => `${status}: ${count}`)
    .join(', ');
}

/** The same load from few and from many addresses: what a client costs must not grow with how many there are. */
async function clients() {
  const server = await startProcess(SERVER, [...ALONE, '--data', join(folder, 'clients'), '--trust-proxy']);
  const loads = { '20 addresses': 20, '20,000 addresses': 20_000 };
  const rounds = Object.fromEntries(Object.keys(loads).map((name) => [name, []]));
  for (let round = 0; round < 7; round++) {
    for (const [name, addresses] of Object.entries(loads)) {
      const settle = () => fetch(`${server.url}/api/reports?limit=1`);
      rounds[name].push(
        await measure({ url: `${server.url}/reports`, seconds, addresses, pids: [server.pid], settle }),
      );
    }
  }
  await server.stop();
  console.log('\nFrom many clients (X-Forwarded-For); medians of 7 rounds in turn');
  console.table(
    Object.entries(rounds).map(([name, found]) => ({
      clients: name,
      'µs CPU/request': round(median(found.map(({ cpuPerRequest }) => cpuPerRequest)), 1),
      'requests/s': round(median(found.map(({ perSecond }) => perSecond))),
      'p99 ms': round(median(found.map(({ p99 }) => p99)), 2),
      answers: answersOf(found),
    })),
  );
}

async function waits() {
  const postgres = wantsStore('PostgreSQL') ? await startPostgres() : undefined;
  const stores = {
    SQLite: ['--data', join(folder, 'waits')],
    ...(postgres && { PostgreSQL: ['--store', postgres.url] }),
  };
  console.log(
    '\nThe longest wait of another client: quiet, and with one hostile request; medians of 31 pairs in turn.',
  );
  console.log('A/A: how much two quiet windows differ');
  for (const [name, words] of Object.entries(stores)) {
    if (!wantsStore(name)) continue;
    const server = await startProcess(SERVER, [...ALONE, ...words]);
    console.log(name);
    console.table(await benchWaits(server, values.attack));
    await server.stop();
  }
  await postgres?.stop();
}

async function memory() {
  let count = 0;
  const start = () =>
    startProcess(SERVER, [...ALONE, '--data', join(folder, `memory-${count++}`), '--trust-proxy']);
  console.log('\nWhat one client adds to the resident memory of the server');
  console.table(await benchMemory(start, values.attack));
}

/** Also what a flood of the bare server does to our client: so much of it is the machine's. */
async function flood() {
  const server = await startProcess(SERVER, [...ALONE, '--data', join(folder, 'flood'), '--trust-proxy']);
  const bare = await startProcess(BARE, []);
  const url = `${server.url}/reports`;
  const other = { url, connections: 1, seconds, from: '127.0.0.2' };
  const floods = {
    none: undefined,
    '1 connection, batches of 400, no limit': { url, connections: 1, batch: 400, seconds },
    // By way of a proxy: one client, whose allowance is used up before the measuring begins.
    '64 connections, single reports': { url, connections: 64, seconds, addresses: 1 },
    'batches of 400, one client': { url, connections: 8, batch: 400, seconds, addresses: 1 },
    // Loopback has no limit.
    '64 connections, single reports, no limit': { url, connections: 64, seconds },
    'of another server, 64 connections': { url: `${bare.url}/reports`, connections: 64, seconds },
  };
  const rounds = Object.fromEntries(Object.keys(floods).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, load] of Object.entries(floods)) {
      const [during] = await Promise.all([measure(other), load && measure(load)]);
      rounds[name].push(during);
    }
  }
  await server.stop();
  await bare.stop();
  const alone = median(rounds.none.map(({ p50 }) => p50));
  console.log(`\nAnother client's single posts while one client floods; medians of ${ROUNDS} rounds in turn`);
  console.table(
    Object.entries(rounds).map(([name, found]) => ({
      flood: name,
      'p50 ms': round(median(found.map(({ p50 }) => p50)), 2),
      'p99 ms': round(median(found.map(({ p99 }) => p99)), 2),
      times: round(median(found.map(({ p50 }) => p50)) / alone, 1),
    })),
  );
}

async function queries() {
  const count = Number(values.reports);
  const now = Date.now();
  const postgres = await startPostgres();
  const file = join(folder, 'queries.sqlite');
  const runInFile = (sql) => {
    const database = openDatabase(file, { readOnly: false });
    database.exec(sql);
    database.close();
  };
  const stores = [
    ['SQLite', file, runInFile],
    ...(postgres ? [['PostgreSQL', postgres.url, postgres.run]] : []),
  ].filter(([name]) => wantsStore(name));
  const results = [];
  for (const [name, url, run] of stores) {
    const grow = (times) => run(multiply[name](times));
    const result = await benchQueries(() => openStore(url), count, now, grow);
    results.push([name, result]);
    console.log(
      `\n${name}: ${count} reports, the first million written at ${round(result.perSecond)}/s, ${round(result.bytes / 2 ** 20)} MB`,
    );
  }
  await postgres?.stop();
  const [, first] = results[0];
  console.table(
    first.rows.map(({ call }, index) => ({
      call,
      ...Object.fromEntries(
        results.flatMap(([name, { rows }]) => [
          [`${name} ms`, rows[index].median],
          [`${name} least`, rows[index].least],
        ]),
      ),
    })),
  );
}

try {
  if (wanted('ingest')) await ingest();
  if (wanted('clients')) await clients();
  if (wanted('flood')) await flood();
  if (wanted('waits')) await waits();
  if (wanted('memory')) await memory();
  if (wanted('queries')) await queries();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
