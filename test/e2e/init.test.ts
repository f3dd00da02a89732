import { test } from 'vitest';
import { afterInit } from '../adoption/after-init.ts';
import { playSetUp } from '../adoption/play-set-up.ts';
import { SET_UPS } from '../adoption/set-ups/index.ts';
import { startTools } from '../adoption/start-tools.ts';

// Every set-up of the README without Offstage, then what `offstage init` makes of it, installed, built and played. `pnpm test init`.

const { tarballs, browser } = await startTools();

test.each(SET_UPS.map((setUp) => [setUp.name, setUp] as const))(
  '%s: after init, push and sync are in the log and in the viewer',
  (_, setUp) => playSetUp(afterInit(setUp), tarballs, browser),
  900_000,
);
