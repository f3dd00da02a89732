import type { SetUp } from '../set-up.ts';
import { angular } from './angular.ts';
import { laravel } from './laravel.ts';
import { next } from './next.ts';
import { nuxt } from './nuxt.ts';
import { plain } from './plain.ts';
import { rails } from './rails.ts';
import { serwist } from './serwist.ts';
import { svelteKit } from './svelte-kit.ts';
import { vite } from './vite.ts';
import { workboxConfig } from './workbox-config.ts';

/** Frameworks: the first that is there decides which folder is served. Tools beside them come after. */
export const FRAMEWORKS: readonly SetUp[] = [next, nuxt, svelteKit, angular, rails, laravel, vite];
export const TOOLS: readonly SetUp[] = [serwist, workboxConfig];
export const OTHERWISE: SetUp = plain;
