import type { Entry } from '@offstage/sw-plugin/log';
import { fromDevTools } from './devtools-file.ts';
import { LOG_FILE_VERSION, type LogFileHeader, readHeader } from './log-file.ts';
import { type HtmlLines, htmlLines } from './log-in-html.ts';
import { parsed } from './parsed.ts';
import { readEntry } from './read-entry.ts';
import type { Sink, SourceReason } from './source.ts';

const PIECE = 2000;

/** Is told how much was read, 0 to 1. */
type Told = (progress: number) => void;

/** Reads a saved file, piece by piece; what it is is seen from its first characters. */
export async function readFile(file: File, sink: Sink, cancel: AbortSignal, told: Told): Promise<void> {
  if (cancel.aborted) return;
  try {
    sink.reset();
    const start = (await file.slice(0, 64).text()).trimStart();
    if (start.startsWith('[')) await readDevTools(file, sink, cancel, told);
    else if (/^<!doctype html/i.test(start)) await readLines(file, sink, cancel, told, htmlLines());
    else await readLines(file, sink, cancel, told);
  } catch {
    if (!cancel.aborted) sink.state({ phase: 'failed', reason: 'not-a-log' });
  }
}

async function readDevTools(file: File, sink: Sink, cancel: AbortSignal, told: Told): Promise<void> {
  const { values, truncated } = parseArray(await file.text());
  const entries = values.map((value, index) => fromDevTools(value, index + 1));
  const found = entries.filter((entry) => entry !== undefined);
  const lost = values.length - found.length;
  await give(found, sink, cancel, told);
  finish(sink, cancel, found.length, lost, truncated ? 'truncated' : undefined);
}

/** A JSON array; of one that was cut off, the elements before the cut. */
function parseArray(text: string): { values: readonly unknown[]; truncated: boolean } {
  try {
    return { values: JSON.parse(text) as unknown[], truncated: false };
  } catch {
    // DevTools writes one element per `\n  },\n  {`; everything before the last whole one can be kept.
    const last = text.lastIndexOf('\n  }');
    if (last === -1) return { values: [], truncated: true };
    return { values: JSON.parse(`${text.slice(0, last)}\n  }]`) as unknown[], truncated: true };
  }
}

/** @param html where the lines stand in a document */
async function readLines(
  file: File,
  sink: Sink,
  cancel: AbortSignal,
  told: Told,
  html?: HtmlLines,
): Promise<void> {
  let reason: SourceReason | undefined;
  let lost = 0;
  let seq = 0;
  let announced = -1;
  let about: LogFileHeader | undefined;
  let batch: Entry[] = [];
  let read = 0;
  for await (const whole of lines(file)) {
    if (cancel.aborted) return;
    read += whole.length + 1;
    const line = html === undefined ? whole : html.take(whole).trim();
    if (line === '') continue;
    const value = parsed(line);
    const header = readHeader(value);
    if (header !== undefined) {
      about = header;
      announced = header.entries;
      if (header.version > LOG_FILE_VERSION) reason = 'newer-version';
      continue;
    }
    const entry = readEntry(value, seq + 1);
    if (entry === undefined) {
      lost++;
      continue;
    }
    seq++;
    batch.push(entry);
    if (batch.length === PIECE) {
      sink.append(batch);
      batch = [];
      told(Math.min(1, read / file.size));
      await turn();
    }
  }
  sink.append(batch);
  if (html?.found === false) reason = 'truncated';
  if (announced > seq + lost || (lost === 1 && announced > seq)) reason ??= 'truncated';
  finish(sink, cancel, seq, lost, reason, about);
}

function finish(
  sink: Sink,
  cancel: AbortSignal,
  found: number,
  lost: number,
  reason?: SourceReason,
  about?: LogFileHeader,
): void {
  if (cancel.aborted) return;
  if (found === 0 && (lost > 0 || reason === 'truncated'))
    sink.state({ phase: 'failed', reason: 'not-a-log' });
  else
    sink.state({ phase: 'complete', lost, ...(reason !== undefined && { reason }), ...(about && { about }) });
}

async function give(entries: readonly Entry[], sink: Sink, cancel: AbortSignal, told: Told): Promise<void> {
  for (let at = 0; at < entries.length && !cancel.aborted; at += PIECE) {
    sink.append(entries.slice(at, at + PIECE));
    told(at / entries.length);
    await turn();
  }
}

/** Characters; no recorder writes a longer line, and a text cannot grow without end. */
const LONGEST_LINE = 2 ** 25;

/** The lines of a file. One that is too long is given cut off, which makes it unreadable, so that it is counted. */
async function* lines(file: File): AsyncGenerator<string> {
  const reader = file.stream().pipeThrough(new TextDecoderStream()).getReader();
  // Joined once per line: a file without line breaks would else be copied again with every piece.
  let rest: string[] = [];
  let length = 0;
  const keep = (part: string): void => {
    if (length < LONGEST_LINE) rest.push(part);
    length += part.length;
  };
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const parts = value.split('\n');
    const last = parts.pop() ?? '';
    for (const part of parts) {
      keep(part);
      yield rest.join('').trim();
      rest = [];
      length = 0;
    }
    keep(last);
  }
  yield rest.join('').trim();
}

/** Lets the browser paint between two pieces. */
const turn = (): Promise<void> => new Promise((done) => setTimeout(done));
