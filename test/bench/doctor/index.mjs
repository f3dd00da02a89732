/**
 * `pnpm bench doctor [--json]`: how long the doctor takes, in a worker thread, on logs of three sizes, healthy, with a fault
 * in one event of ten (unhealthy), and in every other event (broken). Medians; `ratio` is against one plain pass over the
 * same array. What it costs to copy the log into the worker stands apart: it is done piece by piece while the log is read.
 */
import { Worker } from 'node:worker_threads';

const SIZES = [1_000, 100_000, 1_000_000];
const FAULTS = { healthy: 0, unhealthy: 0.1, broken: 0.5 };
const RUNS = 5;
/** Milliseconds for a million entries, the aim. */
const AIM = 1_000;

function measure(size, faults) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.mjs', import.meta.url), {
      workerData: { size, faults, runs: RUNS },
      resourceLimits: { maxOldGenerationSizeMb: 6_144 },
    });
    worker.once('message', (result) => worker.terminate().then(() => resolve(result)));
    worker.once('error', reject);
  });
}

const results = [];
for (const [log, faults] of Object.entries(FAULTS)) {
  for (const size of SIZES) results.push({ log, ...(await measure(size, faults)) });
}

if (process.argv.includes('--json')) {
  console.log(JSON.stringify(results, null, 2));
} else {
  const ms = (value) => value.toFixed(value < 10 ? 2 : 0);
  console.table(
    results.map((row) => ({
      log: row.log,
      entries: row.entries.toLocaleString('en'),
      findings: row.findings,
      occurrences: row.occurrences.toLocaleString('en'),
      'plain pass ms': ms(row.pass),
      'lifetimes ms': ms(row.lifetimes),
      'diagnose ms': ms(row.diagnose),
      'cpu ms': ms(row.cpu),
      'first run ms': ms(row.first),
      'entries/s': Math.round((row.entries / row.diagnose) * 1_000).toLocaleString('en'),
      ratio: (row.diagnose / row.pass).toFixed(1),
    })),
  );
  for (const { log, entries, diagnose, handOver } of results) {
    if (entries !== 1_000_000) continue;
    console.log(
      `${log}: 1,000,000 entries diagnosed in ${ms(diagnose)} ms (median), aim ${AIM} ms: ${diagnose <= AIM ? 'met' : 'missed'}. ` +
        `Beforehand the viewer copies them to the worker: ${ms(handOver.all)} ms in 1,000 pieces, the slowest ${ms(handOver.slowest)} ms`,
    );
  }
}
