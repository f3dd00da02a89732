import { Problem } from '../problem.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { Words } from '../words.ts';
import { fileOf } from './file-of.ts';
import type { Loaded } from './loaded.ts';
import { readFile } from './read-file.ts';
import { readServer } from './read-server.ts';
import { isAddress, serverOf } from './server-of.ts';

const SCANNED = 50_000;

/** Reads what the command names first: a file, standard input, or a server. */
export async function openLog(words: Words, terminal: Terminal): Promise<Loaded> {
  const [source] = words.given;
  if (source === undefined) throw new Problem('NO_SOURCE', { command: words.command });
  if (isAddress(source))
    return readServer(serverOf(source, words, terminal), source, words.number('scan', SCANNED));
  if (source === '-')
    return readFile(new File([(await terminal.input()) as BlobPart], 'standard input'), 'standard input');
  return readFile(fileOf(source, terminal.folder), source);
}
