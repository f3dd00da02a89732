import type { Entry, LoggedError, Payload } from '@offstage/sw-plugin/log';
import { withoutQueries } from './without-queries.ts';

/** How much was left out. */
export interface Hidden {
  payloads: number;
  texts: number;
  queries: number;
}

/** Stands where a text was. */
const GONE = '…';

/** What is nested deeper is left out whole. */
const DEEPEST = 24;

/**
 * Members of an entry's detail, and of what is in it, whose texts tell how it went and not what was said: they stay, but for
 * the queries of addresses. The texts of all others are left out, also of those that nobody thought of.
 */
const TELLING: ReadonlySet<string> = new Set(
  (
    'phase type outcome threw listeners declarative late shown visibleClients permission lastChance attempt reason version ' +
    'engine stopped unreached unwatched evidence given method state silent renotify requireInteraction userVisibleOnly ' +
    'minInterval result failureReason status updateViaCache persisted name header endpointHost unregistered disposition ' +
    'effectiveDirective tag action actions url opened scope active waiting installing origin documentURL blockedURL ' +
    'sourceFile referrer userAgent applicationServerKey sources server endpoint browser browserVersion os group noise ' +
    'id methodName supportedMethods policyId featureId phaseName protocol elapsed'
  ).split(' '),
);

/** What the browser writes about itself: without contents but for what it quotes. */
const QUOTES = /^(sample|originalPolicy)$/;

/** Metadata that holds contents, under DevTools' names. */
const CONTENTS = /^(Payload|Title|Body|Reply|Data)$/;

/** Of a payment these stay. */
const PAYMENT = /^(Type|Method Name.*|Can Make Payment|Payment Aborted|Error.*|Merchant .*Origin)$/;

/**
 * An entry without contents: payloads keep their form and size, texts and payment details are left out, addresses lose
 * their queries, errors what they quote. What joins entries and what the doctor reads stays. Linear in the entry's size.
 *
 * @param hidden is added to
 */
export function redactEntry(entry: Entry, hidden: Hidden): Entry {
  const gone = (text: string): string => {
    if (text === '') return text;
    hidden.texts++;
    return GONE;
  };
  const address = (text: string): string => {
    const bare = withoutQueries(text);
    if (bare !== text) hidden.queries++;
    return bare;
  };
  const error = ({ name, message, stack }: LoggedError): LoggedError => ({
    name: address(name),
    message: address(unquoted(message)),
    ...(stack !== undefined && { stack: address(stackWithout(stack, message)) }),
  });

  /** Every value in it is left out; names, lists and what is empty stay. */
  const form = (value: unknown, depth = 0): unknown => {
    if (typeof value === 'string') return gone(value);
    if (typeof value === 'number') return 0;
    if (typeof value !== 'object' || value === null) return value;
    if (depth > DEEPEST) return GONE;
    if (Array.isArray(value)) return value.map((one) => form(one, depth + 1));
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [
        name,
        // The mark of a declarative push message (https://www.w3.org/TR/push-api/#declarative-push-message).
        name === 'web_push' && one === 8030 ? one : form(one, depth + 1),
      ]),
    );
  };

  const payload = ({ bytes, text, base64, truncated }: Payload): Payload => {
    if (text || base64) hidden.payloads++;
    return {
      bytes,
      ...(text !== undefined && { text: formOf(text) }),
      ...(base64 !== undefined && { base64: '' }),
      ...(truncated && { truncated }),
    };
  };
  const formOf = (text: string): string => {
    if (text === '') return text;
    try {
      const before = hidden.texts;
      const kept = JSON.stringify(form(JSON.parse(text)));
      // It is counted as one payload.
      hidden.texts = before;
      return kept;
    } catch {
      return GONE;
    }
  };

  const leave = (name: string, value: unknown, depth: number, report: boolean): unknown => {
    if (typeof value === 'string') {
      if (QUOTES.test(name)) return gone(value);
      return report || TELLING.has(name) ? address(value) : gone(value);
    }
    if (typeof value !== 'object' || value === null) return value;
    if (depth > DEEPEST) return GONE;
    if (name === 'payload' && 'bytes' in value) return payload(value as Payload);
    if (name === 'error' && 'message' in value) return error(value as LoggedError);
    if (name === 'data' || name === 'payment' || name === 'malformed') return form(value);
    if (Array.isArray(value)) return value.map((one) => leave(name, one, depth + 1, report));
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [
        key,
        leave(key, one, depth + 1, report || name === 'report' || name === 'endpoints'),
      ]),
    );
  };

  const payment = entry.service === 'paymentHandler';
  const metadata = Object.entries(entry.metadata).map(([name, value]) => [
    name,
    CONTENTS.test(name) || (payment && !PAYMENT.test(name)) ? gone(value) : address(value),
  ]);
  return {
    ...entry,
    instanceId: address(entry.instanceId),
    metadata: Object.fromEntries(metadata),
    detail: leave('', entry.detail, 0, false) as Entry['detail'],
    scope: address(entry.scope),
    scriptURL: address(entry.scriptURL),
  };
}

/** Engines quote in double quotes what they could not read: `Unexpected token 'h', "hello" is not valid JSON`. */
function unquoted(message: string): string {
  const first = message.indexOf('"');
  const last = message.lastIndexOf('"');
  return first === last ? message : `${message.slice(0, first)}"${GONE}"${message.slice(last + 1)}`;
}

/** A stack begins with the message in Chromium. */
const stackWithout = (stack: string, message: string): string =>
  message === '' ? stack : stack.split(message).join(unquoted(message));
