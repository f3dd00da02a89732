import type { Entry, LoggedError } from '@offstage/sw-plugin/doctor';

const LONGEST = 160;

// What a stranger's payload brings along must not steer a terminal.
export const plain = (text: string, longest: number = LONGEST): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  const line = text.slice(0, longest * 4).replace(/[\u0000-\u001F\u007F-\u009F\u2028\u2029]+/g, ' ');
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
};

/** `TypeError: x is not a function [sw.js:12:5]`: in brackets, since in parentheses a test runner takes it for its own stack. */
export function sayError({ name, message, stack = '' }: LoggedError): string {
  const [, place] = /([^/\s(@]{1,200}:\d+:\d+)\)?\s*$/m.exec(stack.slice(0, 4000)) ?? [];
  return plain(`${name}: ${message}${place === undefined ? '' : ` [${place}]`}`, 300);
}

/** One entry as a line, without its time. */
export function entryLine(entry: Entry): string {
  const { event, instanceId, metadata, detail, context } = entry;
  const said = Object.entries(metadata)
    .filter(([key]) => key !== 'Payload')
    .map(([key, value]) => `${key}: ${value}`);
  if (detail.payload?.text !== undefined) said.unshift(detail.payload.text);
  if (detail.listeners !== undefined && detail.phase === 'start')
    said.push(detail.listeners === 0 ? 'nobody listens' : `${detail.listeners} listening`);
  for (const { method, at, state, error } of detail.extensions ?? [])
    said.push(`${method}() at ${Math.round(at)} ms ${state}${error ? ` with ${sayError(error)}` : ''}`);
  if (detail.error) said.push(`${detail.threw ? 'threw ' : ''}${sayError(detail.error)}`);
  const report = detail.report as { readonly type?: unknown; readonly url?: unknown } | undefined;
  if (report?.type !== undefined) said.push(`${report.type} of ${report.url}`);
  if (detail.outcome === 'silent') said.push('no notification was shown');
  if (detail.url !== undefined) said.push(detail.url);
  const where = context === 'page' ? 'page: ' : '';
  const tag = instanceId === '' ? '' : ` "${plain(instanceId, 60)}"`;
  return plain(`${where}${event}${tag}${said.length > 0 ? `  ${said.join('; ')}` : ''}`, 400);
}
