import type { Entry } from '@offstage/sw-plugin/log';
import { readLog } from '../log/read-log.ts';
import { type EntryPattern, waitForEntry } from '../log/wait-for-entry.ts';
import type { BrowserStage } from './browser-stage.ts';

export const logOf = (stage: BrowserStage): Promise<Entry[]> => readLog(stage);

export const entryIn = (stage: BrowserStage, pattern: EntryPattern): Promise<Entry> =>
  waitForEntry(stage, pattern, { timeout: 15_000 });
