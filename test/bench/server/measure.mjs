// Runs a server process and the load generator against it.
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const LOAD = fileURLToPath(new URL('./load.mjs', import.meta.url));
const END_WITH_PARENT = new URL('../../../server/test/end-with-parent.mjs', import.meta.url).href;

/** Starts a server that prints "Listening on URL". */
export async function startProcess(file, options) {
  const child = spawn(process.execPath, ['--import', END_WITH_PARENT, file, ...options], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const url = await new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
      const found = /Listening on (\S+)/.exec(text);
      if (found) resolve(found[1]);
    });
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
  });
  return {
    url,
    pid: child.pid,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', resolve);
        child.kill('SIGTERM');
      }),
  };
}

/** CPU seconds and resident MB of a process, Linux only; else NaN. */
export function usage(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return {
      cpu: (Number(fields[11]) + Number(fields[12])) / 100,
      memory: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024,
    };
  } catch {
    return { cpu: Number.NaN, memory: Number.NaN };
  }
}

/**
 * Puts load on a URL; with pids, also says what that cost those processes together. `settle` makes a server finish what
 * it has put off (a query does), so that this is counted as well.
 */
export async function measure({
  url,
  connections = 64,
  seconds = 4,
  warmUp = 1.5,
  from,
  batch,
  addresses,
  entries,
  pids = [],
  settle,
}) {
  const child = fork(
    LOAD,
    [JSON.stringify({ url, connections, seconds, warmUp, from, batch, addresses, entries })],
    { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] },
  );
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += chunk;
  });
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const total = () => pids.reduce((sum, pid) => sum + usage(pid).cpu, 0);
  await Promise.race([once(child, 'message'), ended]);
  const before = total();
  await Promise.race([once(child, 'message'), ended]);
  await settle?.();
  const cpu = total() - before;
  await ended;
  const result = JSON.parse(text);
  return {
    ...result,
    perSecond: result.requests / seconds,
    cpuPerRequest: pids.length === 0 ? Number.NaN : (cpu / result.requests) * 1e6,
    memory: pids.reduce((sum, pid) => sum + usage(pid).memory, 0),
  };
}
