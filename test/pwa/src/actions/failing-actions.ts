import { SYNC_FAILS, SYNC_LATE } from '../../notebook/tags.ts';
import type { Action } from './action.ts';
import { FAILING_FETCH } from './background-fetch-actions.ts';
import { lacksSync } from './lacks.ts';
import { FAILING_PAYMENT } from './payment-actions.ts';
import { FAILING_PUSHES } from './push-actions.ts';
import { registerSync } from './sync-actions.ts';

/** Mistakes worth a look in the log: the browser's own panel calls several of them a success. */
export const FAILING_ACTIONS: readonly Action[] = [
  { id: 'sync-fails', label: 'A sync that rejects', lacks: lacksSync, run: () => registerSync(SYNC_FAILS) },
  { id: 'sync-late', label: 'A late waitUntil', lacks: lacksSync, run: () => registerSync(SYNC_LATE) },
  ...FAILING_PUSHES,
  FAILING_FETCH,
  FAILING_PAYMENT,
];
