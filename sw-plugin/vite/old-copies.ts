import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A copy in the public folder, and what it should be. */
interface Copy {
  /** Below the public folder. */
  readonly name: string;
  /** The file of the package; undefined where that is not installed. */
  readonly current: string | undefined;
}

/**
 * What to say of copies in the public folder that are not what the packages have: Vite serves and builds them in place of
 * this plugin's own. Such a copy stays behind when a package is updated, and nothing else tells.
 *
 * @param publicFolder `''` where there is none
 */
export function oldCopies(publicFolder: string, copies: readonly Copy[]): readonly string[] {
  if (publicFolder === '') return [];
  return copies.flatMap(({ name, current }) => {
    const copy = path.join(publicFolder, name);
    if (current === undefined || !existsSync(copy) || !existsSync(current)) return [];
    if (readFileSync(copy).equals(readFileSync(current))) return [];
    return [
      `OFFSTAGE_OLD_COPY: ${copy} is not what the installed package has. Copy it again: npx offstage init`,
    ];
  });
}
