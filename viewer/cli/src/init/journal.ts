import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { causeOf, Problem } from '../problem.ts';

/** Where init keeps what was there before, below the app's folder. */
export const JOURNAL = '.offstage/init.json';

/** One file that init wrote. Contents are base64. */
export interface Written {
  readonly file: string;
  /** Null: there was none. */
  readonly before: string | null;
  /** Of texts what was written, so that later changes can be told from it; of copies its hash alone. */
  readonly after?: string;
  readonly hash: string;
}

export interface Journal {
  readonly offstage: 'init';
  readonly version: 1;
  readonly files: readonly Written[];
  /** Folders that were made, the outermost first. */
  readonly folders: readonly string[];
}

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export const journalFile = (root: string): string => path.join(root, ...JOURNAL.split('/'));

/** What init wrote here before; undefined where it has not. */
export function readJournal(root: string): Journal | undefined {
  const file = journalFile(root);
  if (!existsSync(file)) return undefined;
  try {
    const journal = JSON.parse(readFileSync(file, 'utf8')) as Journal;
    const isSafe = ({ file: name }: Written): boolean =>
      !name.split(/[\\/]/).includes('..') && !path.isAbsolute(name);
    if (journal.offstage !== 'init' || journal.version !== 1) throw new Error('it is of another version');
    if (!journal.files.every(isSafe) || !journal.folders.every((one) => !one.split(/[\\/]/).includes('..')))
      throw new Error('it names files outside of the app');
    return journal;
  } catch (error) {
    throw new Problem('JOURNAL_BROKEN', { journal: JOURNAL, cause: causeOf(error) });
  }
}
