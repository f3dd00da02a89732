import type { LogModel } from '../../../src/model/log-model.ts';
import { visibleLine, visibleText } from '../../../src/text/visible.ts';
import { entryHandle } from '../log/entry-handle.ts';
import { entryRow } from '../log/entry-row.ts';
import { rowText } from '../log/print-rows.ts';
import { inMarkdown } from '../terminal/markdown.ts';
import type { Paint } from '../terminal/paint.ts';

/** Characters of a value that are shown; `--json` has all of it. */
const LONGEST = 2000;

const written = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  const shown =
    text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} characters; --json has all)` : text;
  return visibleText(shown);
};

/** What an entry has, by name; empty members are left out. */
function members(model: LogModel, at: number): readonly (readonly [string, string])[] {
  const { detail, metadata, seq: _, time, ...envelope } = model.entry(at);
  const rows: (readonly [string, unknown])[] = [
    ['time', new Date(time).toISOString()],
    ...Object.entries(envelope),
    ...Object.entries(metadata).map(([key, value]) => [`meta.${key}`, value] as const),
    ...Object.entries(detail).map(([key, value]) => [`detail.${key}`, value] as const),
  ];
  return rows
    .filter(([, value]) => value !== '' && value !== undefined)
    .map(([key, value]) => [visibleLine(key), written(value)]);
}

/** Handles of the entries of the same lifetime, and of what happened in it. */
function related(model: LogModel, at: number): string {
  const life = model.lifetime(at);
  if (life === undefined) return '';
  const positions = [...life.members, ...life.children.flatMap((child) => child.members)];
  const others = positions.filter((one) => one !== at).sort((a, b) => a - b);
  const shown = others.slice(0, 20).map((one) => entryHandle(model, one));
  return shown.join(' ') + (others.length > shown.length ? ` … ${others.length - shown.length} more` : '');
}

/** Everything about one entry, as text. */
export function entryText(model: LogModel, at: number, paint: Paint): string {
  const rows = members(model, at);
  const width = Math.max(...rows.map(([key]) => key.length));
  const indent = '\n'.padEnd(width + 5);
  const lines = rows.map(
    ([key, value]) => `  ${paint('dim', key.padEnd(width))}  ${value.replaceAll('\n', indent)}\n`,
  );
  const others = related(model, at);
  const together = others === '' ? '' : `  ${paint('dim', 'together'.padEnd(width))}  ${others}\n`;
  return rowText(entryRow(model, at), paint) + lines.join('') + together;
}

/** Everything about one entry, as Markdown. */
export function entryMarkdown(model: LogModel, at: number): string {
  const { handle, service, event } = entryRow(model, at);
  const lines = members(model, at).map(([key, value]) => `- **${inMarkdown(key)}**: ${inMarkdown(value)}\n`);
  const others = related(model, at);
  return `### ${handle} ${inMarkdown(service)}: ${inMarkdown(event)}\n\n${lines.join('')}${others === '' ? '' : `- **together**: ${others}\n`}`;
}
