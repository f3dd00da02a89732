import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { playGoodDay, startRun } from './demo-run.ts';
import { allServices } from './shots/all-services.ts';
import { besideDevtools } from './shots/beside-devtools.ts';
import { phone } from './shots/phone.ts';
import { pressToCause } from './shots/press-to-cause.ts';
import { pushFailed } from './shots/push-failed.ts';

/** The first of them breaks the push that the others show. */
const SHOTS = [pressToCause, allServices, pushFailed, phone, besideDevtools];

/** `pnpm pictures [--out FOLDER]`: the default is the folder that the READMEs look in. */
export async function main(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...argv], options: { out: { type: 'string' } } });
  const out = values.out ?? path.join('viewer', 'screenshots');
  mkdirSync(out, { recursive: true });
  const run = await startRun();
  try {
    await playGoodDay(run);
    for (const shoot of SHOTS) {
      for (const { name, webp } of await shoot(run)) {
        writeFileSync(path.join(out, name), webp);
        console.log(`${path.join(out, name)}  ${(webp.length / 1000).toFixed(0)} kB`);
      }
    }
  } finally {
    await run.close();
  }
}
