import { type Dirent, existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'jsonc-parser';
import { causeOf, Problem } from '../problem.ts';
import { decode } from './source-text.ts';

/** An app's folder, as it is on disk. Names of files are relative to it, with `/`. */
export interface App {
  readonly root: string;
  /** Every file that its author may have written, sorted. */
  readonly files: readonly string[];
  has(name: string): boolean;
  /** A file's text; undefined where there is none, or where it is no text. */
  read(name: string): string | undefined;
  /** A file's bytes; undefined where there is none. */
  bytes(name: string): Buffer | undefined;
  full(name: string): string;
  /** The range of a package that its package.json names. */
  depends(name: string): string | undefined;
}

/** Folders of what tools wrote, or brought. */
const SKIPPED: ReadonlySet<string> = new Set([
  'node_modules',
  'dist',
  'build',
  'out',
  'coverage',
  'vendor',
  'tmp',
  'log',
  'storage',
  'bower_components',
  '__tests__',
]);
const MOST_FILES = 20_000;
const DEEPEST = 8;
/** Sources are smaller; what is larger was made by a tool. */
const LARGEST = 2 ** 20;

/** @param more folders that are looked into although tools write them */
export function readApp(folder: string, more: readonly string[] = []): App {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new Problem('NOT_A_FOLDER', { folder });
  const root = realpathSync(folder);
  const files = filesOf(root, new Set(more));
  const known = new Set(files);
  const full = (name: string): string => path.join(root, ...name.split('/'));
  const bytes = (name: string): Buffer | undefined => {
    const file = full(name);
    try {
      return statSync(file).isFile() ? readFileSync(file) : undefined;
    } catch {
      return undefined;
    }
  };
  const read = (name: string): string | undefined => {
    const found = bytes(name);
    return found && found.length <= LARGEST ? decode(found) : undefined;
  };
  const manifest = (parse(read('package.json') ?? '{}') ?? {}) as Record<string, Record<string, string>>;
  const packages = { ...manifest.devDependencies, ...manifest.dependencies };
  return {
    root,
    files,
    has: (name) => known.has(name) || existsSync(full(name)),
    read,
    bytes,
    full,
    depends: (name) => (Object.hasOwn(packages, name) ? packages[name] : undefined),
  };
}

/** What a folder has in it. One below the app's that cannot be read has nothing that could be edited. */
function itemsOf(folder: string, depth: number): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (depth > 0) return [];
    throw new Problem('NOT_READABLE', { file: folder, cause: causeOf(error) });
  }
}

function filesOf(root: string, more: ReadonlySet<string>): readonly string[] {
  const found: string[] = [];
  const look = (folder: string, depth: number): void => {
    for (const item of itemsOf(path.join(root, folder), depth)) {
      if (found.length >= MOST_FILES) return;
      const name = folder === '' ? item.name : `${folder}/${item.name}`;
      if (item.isFile()) found.push(name);
      else if (
        item.isDirectory() &&
        depth < DEEPEST &&
        !item.name.startsWith('.') &&
        (!SKIPPED.has(item.name) || more.has(name))
      )
        look(name, depth + 1);
    }
  };
  look('', 0);
  return found.sort();
}
