import type { SetUp } from '../set-up.ts';
import { angular } from './angular.ts';
import { firebase } from './firebase.ts';
import { moduleWorker } from './module-worker.ts';
import { next } from './next.ts';
import { nextPwa } from './next-pwa.ts';
import { nuxt } from './nuxt.ts';
import { plain } from './plain.ts';
import { reactRouter } from './react-router.ts';
import { serwist } from './serwist.ts';
import { svelteKit } from './svelte-kit.ts';
import { vitePwaGenerate } from './vite-pwa-generate.ts';
import { vitePwaInject } from './vite-pwa-inject.ts';
import { vue } from './vue.ts';
import { webpack } from './webpack.ts';
import { workboxCli } from './workbox-cli.ts';

/** Those that the test command plays, each as it is deployed; `pnpm test adoption` plays all, everywhere. */
export const OFTEN: readonly SetUp[] = [plain, vitePwaGenerate].map((setUp) => ({
  ...setUp,
  runs: setUp.runs.slice(0, 1),
}));

export const SET_UPS: readonly SetUp[] = [
  plain,
  vitePwaGenerate,
  vitePwaInject,
  moduleWorker,
  workboxCli,
  serwist,
  angular,
  next,
  nextPwa,
  nuxt,
  svelteKit,
  reactRouter,
  vue,
  firebase,
  webpack,
];
