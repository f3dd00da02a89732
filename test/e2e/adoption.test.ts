import { test } from 'vitest';
import { playSetUp } from '../adoption/play-set-up.ts';
import { OFTEN, SET_UPS } from '../adoption/set-ups/index.ts';
import { REACT_VERSIONS } from '../adoption/set-ups/react-versions.ts';
import { startTools } from '../adoption/start-tools.ts';

// Other people's tools, from packed tarballs in an empty folder. `pnpm test adoption` sets OFFSTAGE_ADOPTION and runs all.

const { tarballs, browser } = await startTools();

const some = process.env.OFFSTAGE_ADOPTION === 'all' ? [...SET_UPS, ...REACT_VERSIONS] : OFTEN;

test.each(some.map((setUp) => [setUp.name, setUp] as const))(
  '%s: push and sync are in the log and in the viewer',
  (_, setUp) => playSetUp(setUp, tarballs, browser),
  600_000,
);
