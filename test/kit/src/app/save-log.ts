import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SavedFiles } from './app.ts';
import type { Logged } from './read-log.ts';
import { tell } from './tell.ts';

export interface SaveOptions {
  readonly folder: string;
  /** Of the files, without their ending. */
  readonly name: string;
  readonly engine: 'chromium' | 'firefox';
  readonly origin: string;
}

/** Writes the log as a file that the viewer opens, and as one page. */
export function saveLog(logged: Logged, { folder, name, engine, origin }: SaveOptions): SavedFiles {
  const file = path.resolve(folder, name.replace(/[^\w.-]+/g, '-').slice(0, 100));
  mkdirSync(path.dirname(file), { recursive: true });
  const saved = { jsonl: `${file}.jsonl`, html: `${file}.html` };
  writeFileSync(saved.jsonl, jsonLines(logged));
  const { story } = tell(logged, { what: `${origin} in ${engine}`, after: -1, engine, onScreen: undefined });
  writeFileSync(saved.html, pageOf(`Offstage: ${origin}`, story));
  return saved;
}

/** As the viewer saves one: a line about the log, then a line for each entry. */
function jsonLines({ entries, userAgent, language, timeZone }: Logged): string {
  const header = {
    offstage: 'log',
    version: 1,
    saved: new Date().toISOString(),
    userAgent,
    language,
    timeZone,
    scopes: [...new Set(entries.map(({ scope }) => scope))].filter((scope) => scope !== ''),
    entries: entries.length,
  };
  return `${[header, ...entries.map(({ seq: _, ...entry }) => entry)].map((line) => JSON.stringify(line)).join('\n')}\n`;
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const pageOf = (title: string, story: string): string => `<!doctype html>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>body { font: 14px/1.5 ui-monospace, monospace; margin: 2rem } pre { white-space: pre-wrap }</style>
<h1>${escaped(title)}</h1>
<pre>${escaped(story)}</pre>
`;
