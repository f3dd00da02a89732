/**
 * `pnpm test`: everything, real browsers included. Goes on after a failure and ends with `N passed, N failed`.
 * `pnpm test lint types` runs only the parts whose name starts with one of the words; `pnpm test changed [REV]` those
 * without a browser that a change since REV (default: `origin/main`, else the last commit) can break.
 */
import { availableParallelism } from 'node:os';
import { partsFor } from './run/changed.mjs';
import { lookAgain } from './run/look-again.mjs';
import { parts } from './run/parts.mjs';

const words = process.argv.slice(2);
const chosen =
  words[0] === 'changed'
    ? partsFor(words[1])
    : parts.filter(({ name, asked }) =>
        words.length === 0 ? !asked : words.some((word) => name.startsWith(word)),
      );
const rows = [];

/** Three on two cores, which is what the parts are measured on; fewer on one. `OFFSTAGE_LANES` says another number. */
const LANES = Number(process.env.OFFSTAGE_LANES) || Math.min(3, availableParallelism() + 1);

async function runPart({ name, run }, quiet) {
  console.log(`\n━━ ${quiet ? 'begun: ' : ''}${name} ${'━'.repeat(Math.max(0, 72 - name.length))}`);
  const start = performance.now();
  let result;
  try {
    result = await run(quiet);
  } catch (error) {
    console.error(error);
    result = { passed: 0, failed: 1 };
  }
  rows.push({ name, ...result, seconds: (performance.now() - start) / 1000 });
}

/** Some at a time: whoever is done takes the next one. */
async function runBeside(some) {
  const queue = [...some];
  const next = async () => {
    for (let part = queue.shift(); part; part = queue.shift()) await runPart(part, some.length > 1);
  };
  await Promise.all(Array.from({ length: LANES }, next));
}

for (const [index, part] of chosen.entries()) {
  if (!part.beside) await runPart(part, false);
  else if (!chosen[index - 1]?.beside) {
    const end = chosen.findIndex(({ beside }, at) => at > index && !beside);
    await runBeside(chosen.slice(index, end === -1 ? undefined : end));
  }
}

for (const [index, row] of rows.entries()) {
  if (row.failed === 0 || !row.again) continue;
  console.log(`\n━━ once more, alone: ${row.name} ${'━'.repeat(Math.max(0, 54 - row.name.length))}`);
  rows[index] = await lookAgain(row);
}

console.log(`\n━━ summary ${'━'.repeat(65)}`);
for (const { name, passed, failed, seconds } of rows) {
  const verdict = failed === 0 ? 'ok    ' : 'FAILED';
  console.log(
    `${verdict}  ${name.padEnd(24)} ${`${passed} passed`.padStart(12)} ${`${failed} failed`.padStart(10)} ${seconds.toFixed(1).padStart(7)} s`,
  );
}
for (const { name, message, file } of rows.flatMap((row) => row.failures ?? []))
  console.log(`failed: ${file}: ${name}\n        ${message}`);
const retried = rows.flatMap((row) => row.retried ?? []);
for (const name of retried) console.log(`passed only when it was tried again: ${name}`);
console.log(`${retried.length} tried again`);
const passed = rows.reduce((sum, row) => sum + row.passed, 0);
const failed = rows.reduce((sum, row) => sum + row.failed, 0);
if (rows.length === 0)
  console.error(`No part is called so. There are: ${parts.map(({ name }) => name).join(', ')}.`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
console.log(`\n${passed} passed, ${failed} failed`);
