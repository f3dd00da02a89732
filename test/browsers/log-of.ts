import type { Entry } from '@offstage/sw-plugin/log';
import type { Page } from 'playwright-core';
import { readLog } from '../log/read-log.ts';
import { type EntryPattern, waitForEntry } from '../log/wait-for-entry.ts';
import type { BrowserStage } from './browser-stage.ts';

// Reading takes nothing of a page but `evaluate`, which every browser here has.
const pageOf = (stage: BrowserStage): Page => stage as Pick<BrowserStage, 'evaluate'> as Page;

export const logOf = (stage: BrowserStage): Promise<Entry[]> => readLog(pageOf(stage));

export const entryIn = (stage: BrowserStage, pattern: EntryPattern): Promise<Entry> =>
  waitForEntry(pageOf(stage), pattern, { timeout: 15_000 });
