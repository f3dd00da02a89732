import path from 'node:path';
import { createLogModel } from '../../../src/model/log-model.ts';
import type { Run } from '../command.ts';
import { fileOf } from '../log/file-of.ts';
import { findRows } from '../log/find-rows.ts';
import { endOfLines } from '../log/follow-file.ts';
import type { Loaded } from '../log/loaded.ts';
import { openLog } from '../log/open-log.ts';
import { readFile } from '../log/read-file.ts';
import { readServer } from '../log/read-server.ts';
import { isAddress, serverOf } from '../log/server-of.ts';
import { Problem } from '../problem.ts';
import { counted } from '../terminal/counted.ts';
import { arrivalsOf } from './arrivals.ts';
import { rowPrinter } from './row-printer.ts';

const LAST = 10;
/** So many of a server's newest reports are looked through for the first lines. */
const SCANNED = 2000;

/** Shows the last entries that match, then each that is added. */
export const tail: Run = async (words, terminal) => {
  const [source, ...rest] = words.given;
  if (source === undefined) throw new Problem('NO_SOURCE', { command: 'tail' });
  const filter = rest.join(' ');
  const all = words.has('housekeeping');
  const server = isAddress(source) ? serverOf(source, words, terminal) : undefined;
  let end = 0;
  let loaded: Loaded;
  let follows = !words.has('no-follow');
  if (server !== undefined) loaded = await readServer(server, source, SCANNED);
  else if (source === '-') {
    loaded = await openLog(words, terminal);
    follows = false;
  } else {
    // Opening it says what is wrong with it.
    const whole = fileOf(source, terminal.folder);
    if (follows && (await whole.slice(0, 16).text()).trimStart().startsWith('[')) {
      terminal.note('… A file that DevTools saved does not grow, so it is not followed.\n');
      follows = false;
    }
    if (follows) end = await endOfLines(path.resolve(terminal.folder, source));
    loaded = await readFile(end === 0 ? whole : fileOf(source, terminal.folder, end), source);
  }
  const print = rowPrinter(words, terminal);
  const { model } = loaded;
  const { rows, housekeeping, doubts } = findRows(model, filter, all);
  for (const doubt of doubts) terminal.note(`${doubt}\n`);
  const last = rows.subarray(Math.max(0, rows.length - words.number('limit', LAST)));
  const before = rows.length - last.length;
  const hidden = [
    ...(before > 0
      ? [
          `${counted(before, 'earlier entry matches and is', 'earlier entries match and are')} not shown: -n ${rows.length} shows them.`,
        ]
      : []),
    ...(housekeeping > 0
      ? [`${counted(housekeeping, 'line', 'lines')} of housekeeping not shown: --housekeeping shows them.`]
      : []),
    // A file without its last line is one that somebody goes on writing.
    ...loaded.leftOut.filter((one) => !follows || !one.startsWith('The file is cut off')),
  ];
  for (const one of hidden) terminal.note(`… ${one}\n`);
  for (const at of last) print(model, at);
  if (!follows) return 0;

  // What arrives is put to the end of a small log of its own, so that a tail of a week stays small.
  let recent = createLogModel();
  let seq = model.size;
  const arrivals = arrivalsOf({ server, source, newest: loaded.newest, end, seq: () => ++seq }, terminal);
  for await (const entry of arrivals) {
    if (entry === undefined) {
      seq = 0;
      terminal.note('… The file became shorter: it is read from its start.\n');
      recent.reset();
      continue;
    }
    if (recent.size > 5000) recent = createLogModel();
    recent.append([entry]);
    const at = recent.high - 1;
    const found = findRows(recent, filter, all).rows;
    if (found.includes(at)) print(recent, at);
  }
  return 0;
};
