import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface Folder {
  readonly path: string;
  /** Every file, as base64, and every folder, as `/`. */
  tree(): Readonly<Record<string, string>>;
  read(name: string): string;
  write(name: string, content: string | Buffer): void;
  remove(): void;
}

/** A folder on disk with these files. */
export function makeFolder(files: Readonly<Record<string, string | Buffer>>): Folder {
  const root = mkdtempSync(path.join(tmpdir(), 'offstage-init-'));
  const write = (name: string, content: string | Buffer): void => {
    const full = path.join(root, name);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, content);
  };
  for (const [name, content] of Object.entries(files)) write(name, content);
  return {
    path: root,
    tree: () =>
      Object.fromEntries(
        readdirSync(root, { recursive: true, encoding: 'utf8' })
          .sort()
          .map((name) => {
            const full = path.join(root, name);
            const content = statSync(full).isDirectory() ? '/' : readFileSync(full).toString('base64');
            return [name.replaceAll(path.sep, '/'), content];
          }),
      ),
    read: (name) => readFileSync(path.join(root, name), 'utf8'),
    write,
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
