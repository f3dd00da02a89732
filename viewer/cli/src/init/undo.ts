import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { applyPatch, structuredPatch } from 'diff';
import { newlineOf } from '../code/edit.ts';
import { causeOf, Problem } from '../problem.ts';
import { hashOf, JOURNAL, type Journal, journalFile, readJournal, type Written } from './journal.ts';
import { decode, encode, withoutReturns } from './source-text.ts';
import { withoutStatements } from './without-statements.ts';
import { removeFolders, removeJournal } from './write.ts';

/** What came of one file. */
export interface Undone {
  readonly file: string;
  /** `merged`: our lines are out, and what was changed since is kept. */
  readonly how: 'restored' | 'removed' | 'merged' | 'as before' | 'left';
  /** Of what is left: why. */
  readonly why?: string;
}

/** Takes back what init wrote: byte for byte where nobody touched it since; of what was changed only our lines. */
export function undo(root: string): readonly Undone[] {
  const journal = readJournal(root);
  if (journal === undefined) throw new Problem('NOTHING_TO_UNDO', { journal: JOURNAL });
  const done = journal.files.map((written) => undoFile(root, written));
  removeFolders(root, journal.folders);
  const left = journal.files.filter(({ file }) =>
    done.some((one) => one.file === file && one.how === 'left'),
  );
  if (left.length === 0) removeJournal(root);
  else
    writeFileSync(
      journalFile(root),
      `${JSON.stringify({ ...journal, files: left } satisfies Journal, undefined, 1)}\n`,
    );
  return done;
}

function undoFile(root: string, { file, before, after, hash }: Written): Undone {
  const full = path.join(root, ...file.split('/'));
  try {
    const was = before === null ? undefined : Buffer.from(before, 'base64');
    if (!existsSync(full)) {
      // Removed by hand: what we made needs nothing, what was there before is not ours to bring back.
      return was === undefined
        ? { file, how: 'as before' }
        : { file, how: 'left', why: 'it was removed since' };
    }
    const now = readFileSync(full);
    if (was !== undefined && now.equals(was)) return { file, how: 'as before' };
    if (
      hashOf(now) === hash ||
      (was === undefined && hashOf(encode(withoutReturns(decode(now) ?? ''))) === hash)
    ) {
      if (was === undefined) rmSync(full);
      else writeFileSync(full, was);
      return { file, how: was === undefined ? 'removed' : 'restored' };
    }
    const merged =
      was && after !== undefined ? withoutOurs(file, was, Buffer.from(after, 'base64'), now) : undefined;
    if (merged === undefined) return { file, how: 'left', why: 'it was changed since' };
    writeFileSync(full, merged);
    return { file, how: 'merged' };
  } catch (error) {
    return { file, how: 'left', why: causeOf(error) };
  }
}

/** A file as it is now without our lines; undefined where they are not to be found as we wrote them. */
function withoutOurs(file: string, before: Buffer, after: Buffer, now: Buffer): Buffer | undefined {
  const [was, wrote, is] = [before, after, now].map(decode);
  if (was === undefined || wrote === undefined || is === undefined) return undefined;
  const exact = patched(wrote, was, is);
  if (exact !== undefined) return encode(exact);
  // Git and editors change the line breaks of whole files.
  const plain = patched(withoutReturns(wrote), withoutReturns(was), withoutReturns(is));
  if (plain === undefined) {
    const statements = withoutStatements(file, was, wrote, is);
    return statements === undefined ? undefined : encode(statements);
  }
  return encode(newlineOf(is) === '\r\n' ? plain.replaceAll('\n', '\r\n') : plain);
}

function patched(wrote: string, was: string, is: string): string | undefined {
  const patch = structuredPatch('a', 'a', wrote, was, undefined, undefined, { context: 1 });
  const result = applyPatch(is, patch, { fuzzFactor: 0, autoConvertLineEndings: false });
  return result === false ? undefined : result;
}
