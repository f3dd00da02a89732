import { budgets } from './budgets.mjs';
import { measure } from './measure.mjs';

const kB = (bytes) => `${(bytes / 1000).toFixed(2)} kB`.padStart(10);

/**
 * Prints the table of sizes. One check per budget; what can't be measured has failed.
 *
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function checkSizes() {
  let passed = 0;
  console.log(
    `${'entry point'.padEnd(34)}${'raw'.padStart(10)}${'gzip'.padStart(10)}${'budget'.padStart(10)}`,
  );
  for (const { name, budget, ...subject } of budgets) {
    try {
      const { raw, gzip } = await measure(subject);
      if (gzip <= budget) passed += 1;
      const verdict = gzip <= budget ? '' : '  over budget';
      console.log(`${name.padEnd(34)}${kB(raw)}${kB(gzip)}${kB(budget)}${verdict}`);
    } catch (error) {
      console.log(`${name.padEnd(34)} not measured: ${error.message}. Run: pnpm build`);
    }
  }
  return { passed, failed: budgets.length - passed };
}
