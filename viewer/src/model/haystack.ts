import { CATALOGUE, type Entry } from '@offstage/sw-plugin/log';
import { own } from './own.ts';

/** Members of `detail` that are words. */
const WORDS = ['url', 'tag', 'reason', 'action', 'type', 'permission'] as const;
/** Members of `detail` that hold words somewhere inside. */
const OBJECTS = ['notification', 'report', 'payment', 'fetch', 'server', 'malformed'] as const;

/** Everything about an entry that free text is looked for in, lower-case. */
export function haystackOf(entry: Entry): string {
  const { detail } = entry;
  let all = `${entry.event}\n${entry.instanceId}\n${own(CATALOGUE, entry.service)?.title ?? ''}\n${entry.scope}`;
  for (const key of Object.keys(entry.metadata)) all += `\n${key}: ${entry.metadata[key]}`;
  if (detail.error) all += `\n${detail.error.name}: ${detail.error.message}`;
  if (detail.payload?.text !== undefined) all += `\n${detail.payload.text}`;
  for (const word of WORDS) if (detail[word] !== undefined) all += `\n${detail[word]}`;
  for (const object of OBJECTS)
    if (detail[object] !== undefined) all += `\n${JSON.stringify(detail[object])}`;
  return all.toLowerCase();
}
