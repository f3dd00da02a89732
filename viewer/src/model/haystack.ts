import { CATALOGUE, type Entry } from '@offstage/sw-plugin/log';

/** Everything about an entry that free text is looked for in, lower-case. */
export function haystackOf(entry: Entry): string {
  const { detail } = entry;
  let all = `${entry.event}\n${entry.instanceId}\n${CATALOGUE[entry.service]?.title ?? ''}\n${entry.scope}`;
  for (const key in entry.metadata) all += `\n${key}: ${entry.metadata[key]}`;
  if (detail.error !== undefined) all += `\n${detail.error.name}: ${detail.error.message}`;
  if (detail.payload?.text !== undefined) all += `\n${detail.payload.text}`;
  for (const more of [detail.url, detail.tag, detail.reason, detail.action]) {
    if (more !== undefined) all += `\n${more}`;
  }
  for (const more of [detail.notification, detail.report, detail.payment, detail.fetch]) {
    if (more !== undefined) all += `\n${JSON.stringify(more)}`;
  }
  return all.toLowerCase();
}
