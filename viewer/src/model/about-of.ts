import type { Detail, Entry } from '@offstage/sw-plugin/log';
import { headOf, type LifetimeRow } from './lifetime.ts';
import type { LogModel } from './log-model.ts';
import { aboutReport } from './problem-of.ts';
import { reportOf } from './report-of.ts';

/** A row has room for so much, and looks at no more of what a stranger wrote. */
const LONGEST = 160;
/** Characters of a payload that are parsed; a push carries 4 KiB. */
const PARSED = 8192;

/** Words that the string table has. */
export interface AboutWords {
  attempt(number: number): string;
  lastChance: string;
  bytes(count: number): string;
}

/**
 * What a row is about, in one line: the notification's title, the error, the tag and attempt, the URL and status, the
 * button. A lifetime is told by its end and by what was shown in it, where its start says less. Where that is nothing, the instance id; `''`
 * where the event's name is all there is.
 */
export function aboutOf(
  model: LogModel,
  at: number,
  life: LifetimeRow | undefined,
  words: AboutWords,
): string {
  const entry = model.entry(at);
  if (life === undefined) return joined(aboutEntry(entry, words)) || entry.instanceId.slice(0, LONGEST);
  const head = model.entry(headOf(life));
  const end = life.end === undefined ? undefined : model.entry(life.end);
  const parts = aboutEntry(head, words);
  if (end !== undefined && end !== head) parts.push(...aboutEntry(end, words));
  if (parts.length === 0) {
    for (const child of life.children) {
      if (child.members.length > 0) parts.push(...aboutEntry(model.entry(headOf(child)), words));
    }
  }
  return joined(parts) || head.instanceId.slice(0, LONGEST);
}

const joined = (parts: readonly string[]): string =>
  [...new Set(parts.filter((part) => part !== ''))].join(' · ').slice(0, LONGEST);

function aboutEntry(entry: Entry, words: AboutWords): string[] {
  const report = reportOf(entry);
  if (report !== undefined) return [aboutReport(report)];
  const { detail, metadata } = entry;
  const parts = [...subject(entry), ...request(entry)].filter((part) => part !== '');
  if (detail.attempt !== undefined && detail.attempt > 1) parts.push(words.attempt(detail.attempt));
  if (detail.lastChance === true) parts.push(words.lastChance);
  if (detail.payload !== undefined && parts.length === 0) {
    parts.push(messageIn(detail.payload.text) ?? words.bytes(detail.payload.bytes));
  }
  if (detail.action) parts.push(detail.action);
  if (detail.error) parts.push(`${detail.error.name}: ${detail.error.message}`);
  else if (metadata['Failure Reason']) parts.push(metadata['Failure Reason']);
  return parts;
}

/** What it is called: a title, a tag, a script. */
function subject({ service, metadata, detail, instanceId, event, scriptURL }: Entry): string[] {
  const title = metadata.Title ?? textOf(detail.notification?.title) ?? textOf(detail.options?.title);
  switch (service) {
    case 'notifications':
    case 'pushMessaging':
      return title === undefined ? [detail.permission ?? ''] : [quoted(title)];
    case 'backgroundSync':
    case 'periodicBackgroundSync':
      return [detail.tag ?? instanceId];
    case 'paymentHandler': {
      const { 'Total Value': value, 'Total Currency': currency, 'Method Name': method } = metadata;
      return [value === undefined ? '' : `${value} ${currency ?? ''}`.trim(), method ?? ''];
    }
    case 'backgroundFetch':
      return [title === undefined ? '' : quoted(title)];
    default:
      return [
        detail.url ??
          detail.reason ??
          detail.permission ??
          (event === 'Worker started' ? pathOf(scriptURL) : ''),
      ];
  }
}

/** A request with its status, or why a fetch failed. */
function request({ metadata, detail }: Entry): string[] {
  const failed = Array.isArray(detail.fetch?.failed) ? (detail.fetch.failed as readonly unknown[]) : [];
  const [first] = failed as readonly ({ readonly url?: unknown; readonly status?: unknown } | null)[];
  return [
    textOf(detail.fetch?.failureReason) ?? '',
    first ? `${first.status ?? ''} ${pathOf(textOf(first.url) ?? '')}`.trim() : '',
    metadata.URL === undefined ? '' : `${metadata['Response Status'] ?? ''} ${pathOf(metadata.URL)}`.trim(),
  ];
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const quoted = (text: string): string => `“${text.slice(0, LONGEST)}”`;

/** Same-origin or not, the path says more than the host. */
function pathOf(url: string): string {
  if (url.length > 4096 || !URL.canParse(url)) return url.slice(0, LONGEST);
  const { pathname, search } = new URL(url);
  return pathname + search;
}

/** What a person would see of a push: the title in its JSON, wherever libraries put it, or its text. */
function messageIn(text: Detail['url']): string | undefined {
  if (text === undefined || text === '') return undefined;
  if (text.length <= PARSED && /^\s*\{/.test(text)) {
    try {
      const { notification, data, title, body, message } = JSON.parse(text);
      const found = [notification?.title, title, data?.title, notification?.body, body, message].find((one) =>
        textOf(one),
      );
      if (found !== undefined) return quoted(found);
    } catch {
      // No JSON after all.
    }
  }
  return text.slice(0, LONGEST);
}
