import { existsSync, lstatSync, mkdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { causeOf, Problem } from '../problem.ts';
import type { App } from './app.ts';
import type { Change } from './draft.ts';
import { hashOf, JOURNAL, type Journal, journalFile, readJournal, type Written } from './journal.ts';

/** Writes all changes, or none: what fails is taken back at once. What was there before is kept first. */
export function writeChanges(app: App, changes: readonly Change[]): void {
  const earlier = readJournal(app.root);
  const folders = newFolders(app, changes);
  const journal = journalOf(changes, [...(earlier?.folders ?? []), ...folders], earlier);
  const all = [...changes.map(({ file }) => file), JOURNAL];
  let at = all[0] as string;
  const done: Change[] = [];
  const kept = earlier && readFileSync(journalFile(app.root));
  try {
    at = JOURNAL;
    mkdirSync(path.dirname(journalFile(app.root)), { recursive: true });
    writeFileSync(journalFile(app.root), `${JSON.stringify(journal, undefined, 1)}\n`);
    for (const change of changes) {
      at = change.file;
      done.push(change);
      mkdirSync(path.dirname(app.full(at)), { recursive: true });
      writeFileSync(app.full(at), change.after);
    }
  } catch (error) {
    const cause = causeOf(error);
    const back = takeBack(app, done, folders);
    if (!back) throw new Problem('NOT_TAKEN_BACK', { file: at, cause });
    if (kept) writeFileSync(journalFile(app.root), kept);
    else removeJournal(app.root);
    throw new Problem('NOT_WRITTEN', { file: at, cause });
  }
}

/** Folders that are not there yet, the outermost first. */
function newFolders(app: App, changes: readonly Change[]): readonly string[] {
  const found = new Set<string>();
  for (const { file } of changes) {
    const parts = file.split('/').slice(0, -1);
    for (let depth = 1; depth <= parts.length; depth++) {
      const folder = parts.slice(0, depth).join('/');
      if (!existsSync(app.full(folder))) found.add(folder);
    }
  }
  return [...found].sort();
}

/** What was there before the first time stays what `--undo` brings back. */
function journalOf(
  changes: readonly Change[],
  folders: readonly string[],
  earlier: Journal | undefined,
): Journal {
  const files = new Map((earlier?.files ?? []).map((one) => [one.file, one]));
  for (const { file, before, after, text } of changes) {
    const first = files.get(file);
    const written: Written = {
      file,
      before: first ? first.before : before ? before.toString('base64') : null,
      ...(text && { after: after.toString('base64') }),
      hash: hashOf(after),
    };
    files.set(file, written);
  }
  return { offstage: 'init', version: 1, files: [...files.values()], folders: [...new Set(folders)].sort() };
}

function takeBack(app: App, done: readonly Change[], folders: readonly string[]): boolean {
  let good = true;
  for (const { file, before } of done.toReversed()) {
    try {
      if (before === undefined) {
        // A folder of that name is what was in the way.
        if (lstatSync(app.full(file), { throwIfNoEntry: false })?.isFile()) rmSync(app.full(file));
      } else if (!readFileSync(app.full(file)).equals(before)) writeFileSync(app.full(file), before);
    } catch {
      good = false;
    }
  }
  removeFolders(app.root, folders);
  return good;
}

/** Removes folders that are empty again. */
export function removeFolders(root: string, folders: readonly string[]): void {
  for (const folder of [...folders].sort().reverse()) {
    try {
      rmdirSync(path.join(root, ...folder.split('/')));
    } catch {
      // Somebody put something into it, or it is gone.
    }
  }
}

export function removeJournal(root: string): void {
  rmSync(journalFile(root), { force: true });
  removeFolders(root, ['.offstage']);
}
