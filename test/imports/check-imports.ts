import path from 'node:path';
import { readImports } from './read-imports.ts';
import type { Rule } from './rule.ts';
import { RULES } from './rules.ts';
import { stripComments, stripStrings } from './strip-comments.ts';

const PACKAGE = /^@offstage\/([^/]+)(?:\/(.+))?$/;

const isBelow = (file: string, folder: string): boolean => file === folder || file.startsWith(`${folder}/`);

/** Where a specifier leads: a path of the repository, or `npm`. */
function resolveSpecifier(from: string, specifier: string): string {
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(from), specifier);
  const [, folder, entry] = PACKAGE.exec(specifier) ?? [];
  if (folder === undefined) return 'npm';
  // What packages of this house share with each other stands under `internal/`.
  return entry === undefined ? folder : `${folder}/src/${entry.replace(/^internal\//, '')}`;
}

function breaks(rule: Rule, target: string, specifier: string, typeOnly: boolean): boolean {
  if (target === 'npm' && rule.neverImport?.test(specifier)) return true;
  const allowed = [...rule.mayImport, ...(typeOnly ? (rule.mayImportTypes ?? []) : [])];
  return !allowed.some((place) => isBelow(target, place));
}

/**
 * Checks sources against the borders of the house.
 *
 * @param files path relative to the repository, with `/`, and source text. Tests may import what they like within the
 *   direction of the packages, so only the rules of whole packages hold for them, unless `tests` says otherwise.
 * @returns one sentence per violation, none when all is well
 */
export function checkImports(
  files: Readonly<Record<string, string>>,
  rules: readonly Rule[] = RULES,
  { tests = false }: { readonly tests?: boolean } = {},
): string[] {
  const violations: string[] = [];
  for (const [file, source] of Object.entries(files)) {
    const isTest = /\.test\.tsx?$/.test(file);
    const code = stripComments(source);
    for (const rule of rules) {
      if (!isBelow(file, rule.below) || (isTest && !tests && rule.below.includes('/'))) continue;
      for (const { specifier, typeOnly } of readImports(code)) {
        if (breaks(rule, resolveSpecifier(file, specifier), specifier, typeOnly)) {
          violations.push(
            `${file} imports ${specifier}, which ${rule.below} may not${typeOnly ? ' even for types' : ''}`,
          );
        }
      }
      const name = rule.neverNames?.pattern.exec(rule.neverNames.inStrings ? code : stripStrings(code));
      if (name) violations.push(`${file} names ${name[0]}, but ${rule.neverNames?.because}`);
    }
  }
  return violations;
}
