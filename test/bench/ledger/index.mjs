/**
 * `pnpm bench ledger [--pushes 1000000] [--devices 100000] [--told 0.2] [--store SQLite|PostgreSQL]`
 *
 * The push ledger over HTTP: how fast sends are taken beside plain reports, both in turn on the same server and in batches of
 * the same size; how fast what devices told of a part of them (`--told`) is joined; and each question at a tenth of the pushes
 * and at all of them, where what is asked stays the same.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startProcess, usage } from '../server/measure.mjs';
import { startPostgres } from '../server/postgres.mjs';
import { createPushes, plainReport } from './make-pushes.mjs';

const { values } = parseArgs({
  options: {
    pushes: { type: 'string', default: '1000000' },
    devices: { type: 'string' },
    told: { type: 'string', default: '0.2' },
    store: { type: 'string', default: 'SQLite' },
  },
});
const pushes = Number(values.pushes);
const devices = Number(values.devices ?? Math.ceil(pushes / 10));
const told = Math.floor(devices * Number(values.told));
const SERVER = fileURLToPath(new URL('../../../server/dist/main.js', import.meta.url));
const BATCH = 500;
/** Requests under way at once. */
const LANES = 8;
/** Odd, so that there is a middle one. */
const ROUNDS = 5;
const HOUR = 3_600_000;
const now = Math.floor(Date.now() / HOUR) * HOUR;
const { send, entries, deviceHash } = createPushes({ pushes, devices, now });

const folder = mkdtempSync(join(tmpdir(), 'offstage-bench-'));
const postgres = values.store === 'PostgreSQL' ? await startPostgres() : undefined;
const server = await startProcess(SERVER, [
  '--port',
  '0',
  '--allow-anonymous',
  // All of the load is one client's.
  '--client-rate',
  '1000000',
  ...(postgres ? ['--store', postgres.url] : ['--data', folder]),
]);

const round = (value, digits = 0) => Number(value.toFixed(digits));
const median = (all) => all.sort((a, b) => a - b)[all.length >> 1];

async function post(path, body, wanted) {
  for (;;) {
    const answer = await fetch(`${server.url}${path}`, { method: 'POST', body });
    const text = await answer.text();
    if (answer.status === wanted) return text;
    if (answer.status !== 503) throw new Error(`${path}: ${answer.status} ${text}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Posts so many batches over some lanes. Returns items per second, and CPU microseconds of the server per item. */
async function load(count, batchOf, path, wanted, settle) {
  let at = 0;
  // Made beforehand, some at a time: making them must not be what is measured.
  let seconds = 0;
  const before = usage(server.pid).cpu;
  while (at < count) {
    const some = [];
    for (; at < count && some.length < 40; at += BATCH) some.push(batchOf(at, Math.min(count, at + BATCH)));
    const started = performance.now();
    await Promise.all(
      Array.from({ length: LANES }, async () => {
        for (let body = some.pop(); body !== undefined; body = some.pop()) await post(path, body, wanted);
      }),
    );
    seconds += (performance.now() - started) / 1_000;
  }
  await settle?.();
  return { perSecond: count / seconds, cpu: ((usage(server.pid).cpu - before) / count) * 1e6 };
}

/** One in the middle that was refused. */
function goneOf(count) {
  let index = count >> 1;
  while (!send(index).isRefused) index++;
  return send(index).id;
}

const sendsFrom = (offset) => (from, to) =>
  JSON.stringify({ sends: Array.from({ length: to - from }, (_, index) => send(offset + from + index)) });
const reportsOf = (from, to) => JSON.stringify(Array.from({ length: to - from }, () => plainReport(now)));

const ask = async (path) => {
  const answer = await fetch(`${server.url}${path}`);
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${text.slice(0, 200)}`);
  return JSON.parse(text);
};

/** Waits until all that came is in the answers. */
async function settled() {
  for (;;) {
    const funnel = await ask('/api/funnel');
    if (!funnel.behind) return funnel;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function questions(count) {
  const last = send(count - 1);
  const day = (from, to) => `from=${now - from * 24 * HOUR}&to=${now - to * 24 * HOUR}`;
  const { next } = await ask('/api/pushes?limit=1000');
  const calls = {
    'funnel, all': '/api/funnel',
    'funnel by campaign': '/api/funnel?by=campaign',
    'funnel by day': '/api/funnel?by=day',
    'funnel by label': '/api/funnel?by=label:plan',
    'funnel by browser, a label': '/api/funnel?by=browser&label=plan:pro',
    'funnel by hour, a day between two minutes': `/api/funnel?by=hour&from=${now - 48 * HOUR + 61_000}&to=${now - 24 * HOUR + 61_000}`,
    'funnel of a device': `/api/funnel?device=${deviceHash(7)}`,
    'pushes, newest 100': '/api/pushes',
    'pushes, after 1,000': `/api/pushes?cursor=${next}`,
    'pushes that failed': '/api/pushes?state=failed',
    'pushes that were refused, a day': `/api/pushes?state=refused&${day(2, 1)}`,
    'pushes with a rare label': '/api/pushes?label=rare:yes',
    'pushes of a campaign and service': `/api/pushes?campaign=campaign-1&service=${last.service}`,
    'pushes of a campaign that is not there': '/api/pushes?campaign=none',
    'pushes of a device': `/api/pushes?device=${deviceHash(7)}`,
    'funnel by why it is gone': '/api/funnel?by=gone',
    'findings, all': '/api/push-findings',
    'findings of a campaign': '/api/push-findings?campaign=campaign-1',
    'findings of a day between two minutes': `/api/push-findings?from=${now - 48 * HOUR + 61_000}&to=${now - 24 * HOUR + 61_000}`,
    'findings of a device': `/api/push-findings?device=${deviceHash(7)}`,
    'pushes that are gone, not reporting': '/api/pushes?gone=not-reporting',
    'pushes after they were gone': '/api/pushes?finding=after-gone',
    'a push that is gone, with its reason': `/api/pushes/${goneOf(count)}`,
    'a push by its id': `/api/pushes/push-${count >> 1}`,
    'a push by its key': `/api/pushes/${last.key}`,
  };
  const found = {};
  for (const [name, path] of Object.entries(calls)) {
    const times = [];
    for (let turn = 0; turn < ROUNDS; turn++) {
      const started = performance.now();
      await ask(path);
      times.push(performance.now() - started);
    }
    found[name] = round(median(times), 1);
  }
  return found;
}

function ratesOf(rounds, when) {
  const of = (name, member) => median(rounds[name].map((one) => one[member]));
  return Object.keys(rounds).map((name) => ({
    pushes: when,
    what: name === 'reports' ? 'plain reports' : 'sends',
    'per second': round(of(name, 'perSecond')),
    'of plain reports': round(of(name, 'perSecond') / of('reports', 'perSecond'), 2),
    'µs CPU each': round(of(name, 'cpu'), 1),
  }));
}

/** Tells of these pushes what their devices would: of those that report, and were not refused. */
async function tell(from, to) {
  const mine = [];
  for (let index = from; index < to; index++) {
    if (index % devices < told && !send(index).isRefused) mine.push(index);
  }
  let count = 0;
  const perRequest = BATCH / 4;
  const of = (start, end) => {
    const all = mine.slice(start / 4, end / 4).flatMap(entries);
    count += all.length;
    return JSON.stringify(all);
  };
  const started = performance.now();
  const { perSecond, cpu } = await load(mine.length * 4, of, '/reports', 204);
  const taken = performance.now();
  await settled();
  return {
    pushes: mine.length,
    count,
    perSecond,
    cpu,
    perRequest,
    taken: taken - started,
    behind: performance.now() - taken,
  };
}

console.log(
  `${cpus().length} cores, load ${loadavg()[0].toFixed(1)}, Node ${process.version}; ${values.store}, ${pushes} pushes to ${devices} devices, ${told} of which report`,
);
try {
  const rounds = { reports: [], sends: [] };
  const part = Math.floor(pushes / 10 / ROUNDS);
  for (let turn = 0; turn < ROUNDS; turn++) {
    rounds.reports.push(await load(part, reportsOf, '/reports', 204, () => ask('/api/reports?limit=1')));
    rounds.sends.push(await load(part, sendsFrom(turn * part), '/api/sends', 200, () => ask('/api/funnel')));
  }
  const tenth = part * ROUNDS;
  const first = await tell(0, tenth);
  const few = await questions(tenth);
  // The rest beside plain reports, too: what a table that grows costs must show, and not what else the machine does.
  const rest = { reports: [], sends: [] };
  const step = Math.ceil((pushes - tenth) / ROUNDS);
  for (let at = tenth; at < pushes; at += step) {
    rest.reports.push(await load(part, reportsOf, '/reports', 204, () => ask('/api/reports?limit=1')));
    const count = Math.min(step, pushes - at);
    rest.sends.push(await load(count, sendsFrom(at), '/api/sends', 200, () => ask('/api/funnel')));
  }
  const second = await tell(tenth, pushes);
  const funnel = await settled();
  const many = await questions(pushes);
  console.log('\nWhat devices told: entries in ordinary posts, and until the ledger has joined them');
  console.table(
    [first, second].map((one, index) => ({
      'pushes in the ledger': index === 0 ? tenth : pushes,
      'told of': one.pushes,
      entries: one.count,
      'entries per second': round(one.count / (one.taken / 1_000)),
      'seconds behind at the end': round(one.behind / 1_000, 1),
    })),
  );
  console.log(`\nIn batches of ${BATCH}, ${LANES} at a time; medians of ${ROUNDS} rounds in turn`);
  console.table([...ratesOf(rounds, `up to ${tenth}`), ...ratesOf(rest, `from there to ${pushes}`)]);
  console.log(`\nEach question over HTTP, the median of ${ROUNDS} in milliseconds`);
  console.table(
    Object.keys(many).map((question) => ({
      question,
      [`${tenth} pushes`]: few[question],
      [`${pushes} pushes`]: many[question],
    })),
  );
  const sum = Object.values(funnel.states).reduce((all, count) => all + count, 0);
  console.log(
    `\nIn the ledger: ${funnel.total}, in one state each: ${sum}; ${JSON.stringify(funnel.states)}, not reporting: ${funnel.notReporting}, outside: ${funnel.outside}`,
  );
  if (funnel.total !== pushes || sum !== pushes || funnel.outside !== 0)
    throw new Error('The ledger does not add up');
} finally {
  await server.stop();
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
}
