import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SavedFiles } from './app.ts';
import { evidencePage } from './evidence-page.ts';
import type { Logged } from './read-log.ts';

export interface SaveOptions {
  readonly folder: string;
  /** Of the files, without their ending. */
  readonly name: string;
  /** What is to stand above the page. */
  readonly said: string;
}

/** Writes the log as a file that the viewer opens, and as one page. */
export function saveLog(logged: Logged, { folder, name, said }: SaveOptions): SavedFiles {
  // A test's name, of whatever characters.
  const file = path.resolve(folder, name.replace(/[^\w.-]+/g, '-').slice(0, 100));
  const saved = { jsonl: `${file}.jsonl`, html: `${file}.html` };
  const { lines, html } = evidencePage(logged, said);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(saved.jsonl, lines);
  writeFileSync(saved.html, html);
  return saved;
}
