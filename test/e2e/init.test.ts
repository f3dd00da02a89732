import { beforeAll, test } from 'vitest';
import { afterInit } from '../adoption/after-init.ts';
import { packAll } from '../adoption/pack-all.ts';
import { playSetUp } from '../adoption/play-set-up.ts';
import { SET_UPS } from '../adoption/set-ups/index.ts';
import { type Chromium, launchChromium } from '../browser/launch-chromium.ts';

// Every set-up of the README without Offstage, then what `offstage init` makes of it, installed, built and played. `pnpm test init`.

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

test.each(SET_UPS.map((setUp) => [setUp.name, setUp] as const))(
  '%s: after init, push and sync are in the log and in the viewer',
  (_, setUp) => playSetUp(afterInit(setUp), tarballs.folder, browser),
  900_000,
);
