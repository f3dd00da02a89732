import type { SetUp } from '../set-up.ts';
import { plain } from './plain.ts';
import { vitePwaGenerate } from './vite-pwa-generate.ts';
import { vitePwaInject } from './vite-pwa-inject.ts';

/** Those that the test command runs; `pnpm test adoption` runs all. */
export const OFTEN: readonly SetUp[] = [plain, vitePwaGenerate];

export const SET_UPS: readonly SetUp[] = [...OFTEN, vitePwaInject];
