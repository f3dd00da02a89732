import { setTimeout as wait } from 'node:timers/promises';
import type { Entry } from '@offstage/sw-plugin/log';
import { parsed } from '../../../src/sources/parsed.ts';
import { readEntry } from '../../../src/sources/read-entry.ts';
import { entryOfReport } from '../../../src/sources/server-entry.ts';
import { isServerProblem, type ServerReports } from '../../../src/sources/server-reports.ts';
import { fitting, REPORT } from '../../../src/sources/server-schema.ts';
import { followFile } from '../log/follow-file.ts';
import { serverProblem } from '../log/server-of.ts';
import type { Terminal } from '../terminal/terminal.ts';

const LONGEST_WAIT = 30_000;

export interface Watched {
  readonly server: ServerReports | undefined;
  readonly source: string;
  /** The newest report that was read. */
  readonly newest: number;
  /** Bytes of the file that were read. */
  readonly end: number;
  /** The number of the next entry of a file. */
  seq(): number;
}

/** What is added to a file, or arrives at a server, until the person ends it; `undefined`: the file begins anew. */
export async function* arrivalsOf(
  { server, source, newest, end, seq }: Watched,
  terminal: Terminal,
): AsyncGenerator<Entry | undefined> {
  if (server !== undefined) {
    yield* arrivalsAt(server, source, newest, terminal);
    return;
  }
  for await (const line of followFile(source, terminal.folder, end, terminal.ended)) {
    if (line === undefined) yield undefined;
    else if (line !== '') {
      const value = parsed(line);
      // The header of a log is no entry, and no fault.
      const entry = readEntry(value, 1);
      if (entry !== undefined) {
        const number = seq();
        yield { ...entry, seq: number, id: entry.id === 'line:1' ? `line:${number}` : entry.id };
      } else if (!(typeof value === 'object' && value !== null && 'offstage' in value))
        terminal.note('… A line could not be read.\n');
    }
  }
}

async function* arrivalsAt(
  server: ServerReports,
  source: string,
  newest: number,
  terminal: Terminal,
): AsyncGenerator<Entry> {
  let last = newest;
  for (let pause = 500; !terminal.ended.aborted; pause = Math.min(LONGEST_WAIT, pause * 2)) {
    try {
      for await (const { event, id, data } of server.follow(last, terminal.ended)) {
        pause = 500;
        if (event !== 'report') continue;
        last = Math.max(last, Number(id) || 0);
        const [report] = fitting(REPORT, [parsed(data)]);
        if (report === undefined) terminal.note('… A report could not be read.\n');
        else yield entryOfReport(report);
      }
    } catch (error) {
      if (terminal.ended.aborted) return;
      if (isServerProblem(error) && error.reason === 'unauthorized') throw serverProblem(error, source);
      // The server was restarted, or the network went: asked again from where it was.
    }
    if (terminal.ended.aborted) return;
    terminal.note(`… The connection is gone. Asked again in ${pause / 1000} s; nothing is missed.\n`);
    await wait(pause, undefined, { signal: terminal.ended }).catch(() => {});
  }
}
