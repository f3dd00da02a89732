import { createHash } from 'node:crypto';
import type { Finding } from '@offstage/sw-plugin/doctor';
import { Problem } from '../problem.ts';

const SHORTEST = 3;

/** Digits that follow from the problem alone. */
function digitsOf({ key, rule }: Finding): string {
  const hash = createHash('sha256').update(`${rule}\n${key}`).digest();
  // No leading zero: a handle is a number.
  return String((hash.readBigUInt64BE() % 900_000_000n) + 100_000_000n);
}

/**
 * The short names of findings, as Git abbreviates its hashes: as many digits as tell them apart. They follow from what the
 * problem is, so one means the same tomorrow, in a longer log, and under another filter.
 */
export function findingHandles(findings: readonly Finding[]): ReadonlyMap<Finding, string> {
  const digits = new Map(findings.map((finding) => [finding, digitsOf(finding)]));
  const all = [...digits.values()];
  return new Map(
    [...digits].map(([finding, own]) => {
      let length = SHORTEST;
      while (length < own.length && all.filter((one) => one.startsWith(own.slice(0, length))).length > 1)
        length++;
      return [finding, `f-${own.slice(0, length)}`];
    }),
  );
}

export const isFindingHandle = (word: string): boolean => /^f-\d{1,9}$/.test(word);

/** The finding that a handle names, also one from a run when fewer digits told it apart. */
export function findFinding(findings: readonly Finding[], handle: string, name: string): Finding {
  const wanted = handle.slice('f-'.length);
  const found = findings.filter((finding) => digitsOf(finding).startsWith(wanted));
  const [only] = found;
  if (only === undefined) throw new Problem('NO_SUCH_HANDLE', { name, handle, command: 'doctor' });
  if (found.length > 1) {
    const handles = findingHandles(findings);
    throw new Problem('HANDLE_UNCLEAR', { handle, handles: found.map((one) => handles.get(one)).join(', ') });
  }
  return only;
}
