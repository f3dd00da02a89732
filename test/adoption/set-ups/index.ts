import type { SetUp } from '../set-up.ts';
import { firebase } from './firebase.ts';
import { moduleWorker } from './module-worker.ts';
import { plain } from './plain.ts';
import { serwist } from './serwist.ts';
import { vitePwaGenerate } from './vite-pwa-generate.ts';
import { vitePwaInject } from './vite-pwa-inject.ts';
import { vue } from './vue.ts';
import { webpack } from './webpack.ts';
import { workboxCli } from './workbox-cli.ts';

/** Those that the test command runs; `pnpm test adoption` runs all. */
export const OFTEN: readonly SetUp[] = [plain];

export const SET_UPS: readonly SetUp[] = [
  ...OFTEN,
  vitePwaGenerate,
  vitePwaInject,
  moduleWorker,
  workboxCli,
  serwist,
  vue,
  firebase,
  webpack,
];
