import type { Entry } from '@offstage/sw-plugin/log';
import { shape } from './shape.ts';

/** Members of `detail` that say how it went and nothing about whom. Every other one leaves as its shape. */
const PLAIN_DETAIL = new Set(
  (
    'phase type outcome duration threw listeners declarative late shown visibleClients action subscription ' +
    'oldSubscription permission tag lastChance attempt sinceBoot count reason version engine userAgent endpoints'
  ).split(' '),
);

/** Metadata of these services has no free text of the app; for the others see `PLAIN_METADATA`. */
const PLAIN_SERVICES: readonly string[] = [
  'backgroundFetch',
  'backgroundSync',
  'periodicBackgroundSync',
  'serviceWorker',
];
const PLAIN_METADATA =
  /^(Status|Success|Reason|Type|Error Reason|Was Encrypted|Action Index|Can Make Payment|Payment Aborted|Method Name( #\d+)?)$/;

/**
 * An entry as it may leave the device: payloads, notification texts, payment details and addresses only as sizes and
 * shapes, URLs without query and fragment, error messages without what they quote.
 */
export function strip(entry: Entry): Entry {
  const plainService = PLAIN_SERVICES.includes(entry.service);
  const metadata = Object.entries(entry.metadata).map(([name, value]) => [
    name,
    plainService ? bare(value) : PLAIN_METADATA.test(name) ? value : String(shape(value)),
  ]);
  const detail = Object.entries(entry.detail).map(([name, value]) => [name, stripMember(entry, name, value)]);
  return {
    ...entry,
    scope: bare(entry.scope),
    scriptURL: bare(entry.scriptURL),
    metadata: Object.fromEntries(metadata),
    detail: Object.fromEntries(detail),
  };
}

function stripMember(entry: Entry, name: string, value: unknown): unknown {
  if (PLAIN_DETAIL.has(name)) return value;
  if (name === 'error') return withoutQuotes(value);
  if (name === 'extensions' && Array.isArray(value)) {
    return value.map((each) => (each.error ? { ...each, error: withoutQuotes(each.error) } : each));
  }
  if (name === 'url') return bare(String(value));
  // What the browser sends by itself may travel with its own members.
  if (name === 'report') return value;
  if (name === 'payload') return { bytes: (value as { bytes?: unknown } | null)?.bytes };
  if (name === 'options' && PLAIN_SERVICES.includes(entry.service)) return value;
  return shape(value);
}

/** The messages of JSON and URL errors quote what they choke on, and a stack begins with the message. */
function withoutQuotes(error: unknown): unknown {
  const { name, message = '', stack } = error as { name?: string; message?: string; stack?: string };
  const frames = stack
    ?.split('\n')
    .filter((line) => /^\s*at |@/.test(line))
    .map(bare);
  return {
    name,
    message: bare(message.replaceAll(/(["'`]).*\1/gs, '$1…$1')),
    ...(frames && { stack: frames.join('\n') }),
  };
}

/** Without the query and fragment of any URL in it. */
function bare(text: string): string {
  return text.replaceAll(/(\w+:\/\/[^\s?#]*)[?#][^\s):]*/g, '$1');
}
