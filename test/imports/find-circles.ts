import path from 'node:path';
import { readImports } from './read-imports.ts';
import { stripComments } from './strip-comments.ts';

/**
 * Circles among files, types included: what cannot be read without the other is one idea in two files.
 *
 * @param files path relative to the repository, with `/`, and source text
 * @returns each circle once, as the files that import each other, in order of discovery
 */
export function findCircles(files: Readonly<Record<string, string>>): string[][] {
  const circles: string[][] = [];
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]): void => {
    const at = way.indexOf(file);
    if (at !== -1) circles.push(way.slice(at));
    if (at !== -1 || done.has(file)) return;
    for (const { specifier } of readImports(stripComments(files[file] ?? ''))) {
      const target = path.posix.join(path.posix.dirname(file), specifier);
      if (specifier.startsWith('.') && target in files) visit(target, [...way, file]);
    }
    done.add(file);
  };
  for (const file of Object.keys(files)) visit(file, []);
  return circles;
}
