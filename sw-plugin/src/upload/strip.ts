import type { Entry, Service } from '../log/index.ts';
import { bareError, type ErrorWords } from './bare-error.ts';
import { bareURL } from './bare-url.ts';
import { hidden } from './hidden.ts';
import { shape } from './shape.ts';
import { WORDS } from './words.ts';

export interface StripOptions {
  /**
   * What matches is cut out of the few texts of an app that leave as they are: tags, actions, scopes, paths of pages and
   * scripts, names of errors. E.g. `[/\d{6,}/]`.
   */
  readonly mask?: readonly RegExp[] | undefined;
  /** Send the app's own error messages as they are (default: their length and a hash). */
  readonly messages?: boolean | undefined;
  /** Goes into the hashes (default: the origin): whoever does not know it cannot try texts against them. */
  readonly salt?: string | undefined;
}

/** How a member of `detail`, or of an object in it, leaves. Every other member leaves as its shape. */
export type Treatment = 'plain' | 'open' | 'key' | 'url' | 'agent' | 'hash' | 'error' | 'members';

export const TREATMENTS: ReadonlyMap<string, Treatment> = new Map(
  (
    [
      // Numbers, switches, and words that are in `WORDS`.
      [
        'plain',
        'phase type outcome duration threw listeners declarative late shown shownGuess visibleClients permission lastChance ' +
          'attempt sinceBoot sinceReplaced count reason version engine stopped unreached unwatched evidence given method at state settled ' +
          'bytes truncated silent renotify requireInteraction userVisibleOnly minInterval uploadTotal uploaded downloadTotal ' +
          'downloaded recordsAvailable result failureReason status updateViaCache usage quota persisted name header ' +
          'endpointHost unregistered disposition statusCode lineNumber columnNumber effectiveDirective',
      ],
      ['open', 'tag action messageId'],
      // Hashes as `push-key.ts` makes them.
      ['key', 'messageKey device'],
      ['url', 'url opened scope active waiting installing origin documentURL blockedURL sourceFile referrer'],
      ['agent', 'userAgent'],
      ['hash', 'applicationServerKey'],
      ['error', 'error'],
      [
        'members',
        'notification options subscription oldSubscription fetch failed registrations endpoints extensions payload report body',
      ],
    ] as const
  ).flatMap(([kind, names]) => names.split(' ').map((name) => [name, kind] as const)),
);

/** Members of the platform's dictionaries that hold contents: their shape may be seen. */
const CONTENTS =
  /^(title|body|icon|icons|image|badge|data|dir|lang|vibrate|actions|timestamp|navigate|sample|originalPolicy|message)$/;

const MOST_ITEMS = 50;
/** Objects within objects within `detail`: a report's body is the deepest. */
const DEPTH = 3;

const METADATA_WORDS =
  /^(Status|Success|Reason|Type|Error Reason|Was Encrypted|Can Make Payment|Payment Aborted|Event Type|Failure Reason|Last Chance|Start Paused)$/;
const METADATA_NUMBERS =
  /^(Action Index|Request Index|Response Status|Response Size \(bytes\)|Total Requests|minInterval)$/;
const METADATA_URLS = /^(URL|Method Name( #\d{1,3})?)$/;
/** Of these a name of metadata is made; the members of an app's own objects become others. */
const METADATA_NAMES: RegExp = (() => {
  const word =
    '(?:#?\\d{1,3}|Payload|Title|Body|Reply|URL|Details|Merchant|Top|Payment|Request|Origin|Instrument|Key|Total|Currency|Value|' +
    'Method|Name|Data|Modifier|Shipping|Option|Options|Address|Error|Errors|Country|Region|City|Dependent|Locality|Postal|Code|' +
    'Sorting|Organization|Recipient|Phone|Line|Label|Amount|Id|Selected)';
  return new RegExp(`^${word}(?: ${word}){0,7}$`);
})();
/** As digits: a time, a size, a count. */
const NUMBER = /^-?\d{1,15}(\.\d{1,9})?$/;
const VERSION = /^\d{1,4}(\.\d{1,4}){1,3}$/;
const AGENT = /^Mozilla\/5\.0 [\w ().,;:/+-]{1,300}$/;
const KEY = /^[\w-]{22}$/;
/** As we make them; JavaScriptCore writes a random number with some fifty digits. */
const ID = /^[0-9a-z]{1,64}(-[a-z]?\d{1,9})?$/;

/** Of these the instance id is a tag. */
const TAGGED: readonly Service[] = ['backgroundSync', 'periodicBackgroundSync', 'notifications'];

/**
 * An entry as it may leave the device: how it went, and nothing about whom. Payloads, texts, payment details and
 * addresses leave as shapes; URLs as origin and path; errors with their built-in name and in the browser's own words.
 * What the app says itself and is needed to tell cases apart leaves as its length and a hash. Linear in the entry's size.
 */
export function strip(entry: Entry, options: StripOptions = {}): Entry {
  const { mask = [], messages = false, salt = entry.origin } = options;
  const base = entry.scriptURL || entry.origin;
  const open = (text: string): string =>
    mask.reduce((cut, { source, flags }) => cut.replaceAll(new RegExp(source, allOf(flags)), '…'), text);
  const hide = (text: string): string => text && hidden(text, salt);
  const url = (text: string): string => {
    const bare = bareURL(text, base);
    return bare === undefined ? hide(text) : open(bare);
  };
  const id = (text: string): string => (ID.test(text) ? text : hide(text));
  const words: ErrorWords = { hide, open, base, message: messages ? (text) => text : hide };

  function plain(value: unknown): unknown {
    if (typeof value !== 'string') return isObject(value) ? shape(value) : value;
    return WORDS.has(value) || VERSION.test(value) ? value : hide(value);
  }

  function leave(name: string, value: unknown, depth: number): unknown {
    const treatment = TREATMENTS.get(name);
    if (Array.isArray(value) && treatment && treatment !== 'hash')
      return value
        .slice(0, MOST_ITEMS)
        .map((item) => (Array.isArray(item) ? shape(item) : leave(name, item, depth)));
    if (treatment === 'plain') return plain(value);
    if (treatment === 'error') return bareError(value, words);
    if (treatment === 'members' && isObject(value)) return depth ? membersOf(value, depth - 1) : shape(value);
    if (typeof value !== 'string' || !treatment || treatment === 'members') return shape(value);
    if (treatment === 'open') return open(value);
    if (treatment === 'url') return WORDS.has(value) || value === '' ? value : url(value);
    if (treatment === 'agent' ? AGENT.test(value) : treatment === 'key' && KEY.test(value)) return value;
    return hide(value);
  }

  /** The names of other members may be the app's: they stay, too. */
  const membersOf = (value: object, depth: number): unknown =>
    Object.fromEntries(
      Object.entries(value)
        .filter(([name]) => TREATMENTS.has(name) || CONTENTS.test(name))
        .map(([name, member]) => [name, leave(name, member, depth)]),
    );

  function metadataValue(name: string, value: unknown): string {
    const text = String(value);
    if (METADATA_WORDS.test(name)) return WORDS.has(text) ? text : hide(text);
    if (METADATA_NUMBERS.test(name) && NUMBER.test(text)) return text;
    return (METADATA_URLS.test(name) && text && bareURL(text, base) && url(text)) || String(shape(text));
  }

  const metadata = Object.entries(entry.metadata ?? {}).map(([name, value], index) => {
    const known = METADATA_WORDS.test(name) || METADATA_NUMBERS.test(name) || METADATA_NAMES.test(name);
    return [known ? name : `Other #${index}`, metadataValue(name, value)];
  });
  const detail = Object.entries(entry.detail ?? {}).map(([name, value]) => [name, leave(name, value, DEPTH)]);
  const { seq, time, service, event, instanceId, span, parent, context, trusted } = entry;
  return {
    seq,
    id: id(entry.id),
    time,
    service,
    event,
    instanceId: TAGGED.includes(service) ? open(instanceId) : (plain(instanceId) as string),
    metadata: Object.fromEntries(metadata),
    detail: Object.fromEntries(detail),
    ...(span !== undefined && { span: id(span) }),
    ...(parent !== undefined && { parent: id(parent) }),
    ...(entry.parentGuess && { parentGuess: true }),
    ...(entry.own && { own: true }),
    ...(entry.inferred && { inferred: true }),
    context,
    boot: id(entry.boot),
    origin: url(entry.origin),
    storageKey: url(entry.storageKey),
    scope: entry.scope && url(entry.scope),
    scriptURL: entry.scriptURL && url(entry.scriptURL),
    trusted,
  };
}

/** Those without a prototype, and of another realm, too. */
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Of a pattern that may be sticky or not global: each match, wherever. */
const allOf = (flags: string): string => `${flags.replace(/[gy]/g, '')}g`;
