/** Runs in a worker thread, as the viewer runs the doctor: makes one log, and times the doctor on it. */
import { parentPort, workerData } from 'node:worker_threads';
import { diagnose, lifetimes } from '@offstage/sw-plugin/doctor';
import { makeLog } from './make-log.mjs';

const { size, faults, runs } = workerData;
const entries = makeLog(size, faults);

/** What any reading of the log costs at least: every entry, and of each what the doctor looks at first. */
function plainPass() {
  let sum = 0;
  for (const { time, event, boot, span, detail } of entries) {
    sum += time + event.length + boot.length + (span?.length ?? 0) + (detail.phase?.length ?? 0);
  }
  return sum;
}

function time(task) {
  const began = performance.now();
  const result = task();
  return [performance.now() - began, result];
}

/** Milliseconds of processor time, the garbage collector's threads included: what a busy machine does not change much. */
function processorTime(task) {
  const before = process.cpuUsage();
  task();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** Entries per message, as the viewer sends them to its worker. */
const PIECE = 1_000;

/** What it costs the viewer's own thread to hand the log over: milliseconds in all, and for the slowest piece. */
function handOver() {
  const pieces = [];
  for (let at = 0; at < entries.length; at += PIECE) {
    const piece = entries.slice(at, at + PIECE);
    pieces.push(time(() => structuredClone(piece))[0]);
  }
  return { all: pieces.reduce((sum, piece) => sum + piece, 0), slowest: Math.max(...pieces) };
}

const median = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];

const times = { pass: [], lifetimes: [], diagnose: [], cpu: [] };
const first = time(() => diagnose(entries));
// Interleaved, so that a noisy moment of the machine meets all of them.
for (let run = 0; run < runs; run++) {
  times.pass.push(time(plainPass)[0]);
  times.lifetimes.push(time(() => lifetimes(entries))[0]);
  times.cpu.push(processorTime(() => times.diagnose.push(time(() => diagnose(entries))[0])));
}
parentPort.postMessage({
  entries: entries.length,
  findings: first[1].length,
  occurrences: first[1].reduce((sum, { count }) => sum + count, 0),
  first: first[0],
  pass: median(times.pass),
  lifetimes: median(times.lifetimes),
  diagnose: median(times.diagnose),
  cpu: median(times.cpu),
  handOver: handOver(),
});
