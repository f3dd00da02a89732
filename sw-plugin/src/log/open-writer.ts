import { keeper } from './keeper.ts';
import type { LogWriter } from './log.ts';
import { type WriterOptions, writeLog } from './write-log.ts';

/**
 * Opens the log for writing, with all that it needs at hand: for workers, which cannot load code later. Returns at once;
 * nothing throws at the caller.
 */
export const openWriter = (options: WriterOptions): LogWriter => writeLog({ ...options, keep: () => keeper });
