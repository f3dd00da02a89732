import type { LogModel } from '../../../src/model/log-model.ts';
import { jsonText } from '../terminal/json.ts';
import { inMarkdown, markdownTable } from '../terminal/markdown.ts';
import type { Colour, Paint } from '../terminal/paint.ts';
import { type EntryRow, entryRow } from './entry-row.ts';

const COLOURS: Readonly<Record<string, Colour>> = {
  failed: 'red',
  terminated: 'red',
  silent: 'yellow',
  running: 'cyan',
  ok: 'green',
};

/** One entry as a line of text. @param width columns of the terminal; undefined: nothing is cut */
export function rowText(row: EntryRow, paint: Paint, width?: number): string {
  const { handle, time, service, event, standing, about } = row;
  const head = `${handle.padEnd(6)} ${time}  ${standing.padEnd(10)} `;
  const rest = `${service}: ${event}${about === '' ? '' : `  ${about}`}`;
  const room = width === undefined ? rest.length : Math.max(20, width - head.length);
  const cut = rest.length > room ? `${rest.slice(0, room - 1)}…` : rest;
  return `${paint('dim', handle.padEnd(6))} ${time}  ${paint(COLOURS[standing] ?? 'reset', standing.padEnd(10))} ${cut}\n`;
}

/** One entry as a line of JSON: as the log has it, with its handle first. */
export const rowJson = (model: LogModel, at: number): string =>
  jsonText({ handle: entryRow(model, at).handle, standing: model.standing(at), ...model.entry(at) });

export const MARKDOWN_HEAD: readonly string[] = ['entry', 'time', 'service', 'event', 'outcome', 'about'];

export const rowMarkdown = (row: EntryRow): readonly string[] => [
  row.handle,
  row.time,
  ...[row.service, row.event, row.standing, row.about].map(inMarkdown),
];

export const rowsMarkdown = (rows: readonly EntryRow[]): string =>
  markdownTable(MARKDOWN_HEAD, rows.map(rowMarkdown));
