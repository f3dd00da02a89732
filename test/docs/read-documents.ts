import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A fenced block of code in a document. */
export interface Block {
  /** `README.md:46`: the document and the line of its first line of code. */
  readonly place: string;
  /** What stands behind the fence: `ts`, `sh` … or ''. */
  readonly language: string;
  readonly code: string;
}

export interface Document {
  /** Relative to the repository. */
  readonly path: string;
  readonly text: string;
  readonly blocks: readonly Block[];
}

export const root: string = fileURLToPath(new URL('../../', import.meta.url));

function blocksOf(path: string, text: string): readonly Block[] {
  const blocks: Block[] = [];
  let language: string | undefined;
  let start = 0;
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    const fence = /^ {0,3}```\s*(\S*)/.exec(line);
    if (!fence) continue;
    if (language === undefined) {
      language = fence[1] ?? '';
      start = index + 1;
      continue;
    }
    blocks.push({ place: `${path}:${start + 1}`, language, code: lines.slice(start, index).join('\n') });
    language = undefined;
  }
  if (language !== undefined) throw new Error(`OPEN_FENCE: the block at ${path}:${start} is never closed.`);
  return blocks;
}

/** Every Markdown document of the project, those that git does not track yet included. */
export function readDocuments(): readonly Document[] {
  return execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--', '*.md'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((path) => path !== '' && existsSync(`${root}${path}`))
    .map((path) => {
      const text = readFileSync(`${root}${path}`, 'utf8');
      return { path, text, blocks: blocksOf(path, text) };
    });
}
