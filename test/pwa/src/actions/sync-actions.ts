import { PERIODIC_PROMPT, SYNC_NOTES } from '../../notebook/tags.ts';
import { readyWorker } from '../ready-worker.ts';
import type { Action } from './action.ts';
import { lacksPeriodicSync, lacksSync } from './lacks.ts';

const HALF_A_DAY = 12 * 60 * 60 * 1000;

/** Registers a one-off sync. */
export async function registerSync(tag: string): Promise<string> {
  await (await readyWorker()).sync?.register(tag);
  return navigator.onLine
    ? `Registered ‘${tag}’.`
    : `Registered ‘${tag}’. It runs when you are online again.`;
}

export const SYNC_ACTIONS: readonly Action[] = [
  { id: 'sync', label: 'Sync my notes', lacks: lacksSync, run: () => registerSync(SYNC_NOTES) },
];

export const PERIODIC_SYNC_ACTIONS: readonly Action[] = [
  {
    id: 'periodic-sync',
    label: 'A new prompt every day',
    lacks: lacksPeriodicSync,
    async run() {
      await (await readyWorker()).periodicSync?.register(PERIODIC_PROMPT, { minInterval: HALF_A_DAY });
      return 'Registered. The browser decides when, twice a day at most.';
    },
  },
  {
    id: 'periodic-sync-stop',
    label: 'Stop',
    lacks: lacksPeriodicSync,
    async run() {
      await (await readyWorker()).periodicSync?.unregister(PERIODIC_PROMPT);
      return 'Unregistered.';
    },
  },
];
