import { beforeAll, test } from 'vitest';
import { packAll } from '../adoption/pack-all.ts';
import { playSetUp } from '../adoption/play-set-up.ts';
import { OFTEN, SET_UPS } from '../adoption/set-ups/index.ts';
import { REACT_VERSIONS } from '../adoption/set-ups/react-versions.ts';
import { type Chromium, launchChromium } from '../browser/launch-chromium.ts';

// Other people's tools, from packed tarballs in an empty folder. `pnpm test adoption` sets OFFSTAGE_ADOPTION and runs all.

let tarballs: Awaited<ReturnType<typeof packAll>>;
let browser: Chromium;
beforeAll(async () => {
  tarballs = await packAll();
  browser = await launchChromium();
  return async () => {
    tarballs.remove();
    await browser.close();
  };
}, 240_000);

const some = process.env.OFFSTAGE_ADOPTION === 'all' ? [...SET_UPS, ...REACT_VERSIONS] : OFTEN;

test.each(some.map((setUp) => [setUp.name, setUp] as const))(
  '%s: push and sync are in the log and in the viewer',
  (_, setUp) => playSetUp(setUp, tarballs.folder, browser),
  600_000,
);
