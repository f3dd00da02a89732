import { appendFile, readFile } from 'node:fs/promises';
import { systemCode } from '../refuse.ts';
import { type Note, parseNote } from './note.ts';

export interface Notes {
  /** False when the note was there already. Resolves once it is in the file. */
  add(note: Note): Promise<boolean>;
  /** Newest first. */
  list(): readonly Note[];
}

/** The notebook on disk: one line of JSON per note, appended. A line cut short by a kill is left out. */
export async function openNotes(file: string): Promise<Notes> {
  const notes = new Map<string, Note>();
  for (const line of (await readLines(file)).filter(Boolean)) {
    const note = parseLine(line);
    if (note) notes.set(note.id, note);
  }
  return {
    async add(note) {
      if (notes.has(note.id)) return false;
      // A leading line feed as well: what follows half a line must not be lost with it.
      await appendFile(file, `\n${JSON.stringify(note)}\n`);
      notes.set(note.id, note);
      return true;
    },
    list: () => [...notes.values()].sort((a, b) => b.written - a.written),
  };
}

async function readLines(file: string): Promise<readonly string[]> {
  try {
    return (await readFile(file, 'utf8')).split('\n');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}

function parseLine(line: string): Note | undefined {
  try {
    return parseNote(JSON.parse(line));
  } catch {
    return undefined;
  }
}
