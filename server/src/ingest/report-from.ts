import { hash, randomBytes } from 'node:crypto';
import { ENTRY } from '../store/entry-type.ts';
import { ownText } from '../store/own-text.ts';
import { slotOf } from '../store/slot.ts';
import type { NewReport } from '../store/store.ts';
import { storedHash } from '../store/stored-hash.ts';
import { type BodyMembers, bodyMembers } from './body-members.ts';
import { boundedText } from './bounded-text.ts';
import { browserOf } from './browser-of.ts';
import { documentOrigin } from './document-origin.ts';
import { firstTime } from './first-time.ts';
import { groupOf } from './group-of.ts';
import { noiseOf } from './noise-of.ts';
import type { Ordinals } from './ordinals.ts';
import type { SentReport } from './parse-reports.ts';
import { weightOf } from './weight-of.ts';

/** What the request tells about the reports in it. */
export interface Arrival {
  /** Epoch milliseconds. */
  readonly received: number;
  readonly endpoint: string;
  /** The request's User-Agent header, for reports that name none. */
  readonly userAgent: string;
  /** Client address, or `''`. Goes into the identity's hash and nowhere else. */
  readonly client: string;
  /**
   * What `X-Forwarded-For` says although no proxy was declared: anybody can write that, so it tells reports of
   * different users apart and gives nobody any rights.
   */
  readonly via?: string | undefined;
  /** Where there is more than one report in the request: tells equal ones apart. */
  readonly ordinals?: Ordinals | undefined;
}

/** A report can't be older than this (browsers give up much earlier); a larger age is a broken clock. */
const MAX_AGE = 2 * 24 * 60 * 60 * 1000;
/** A log keeps its entries for three days, and sends them when there is a network. */
const MAX_ENTRY_AGE = 4 * 24 * 60 * 60 * 1000;
/** Milliseconds that a device's clock may differ from ours, the way here included, and still be believed. */
const CLOCKS_AGREE = 5 * 60_000;
const TYPE_LENGTH = 100;
export const ENDPOINT_LENGTH = 100;
const URL_LENGTH = 8_192;
const USER_AGENT_LENGTH = 512;
const TITLE_LENGTH = 300;
const ID_LENGTH = 200;
const APP_LENGTH = 100;
const SCOPE_LENGTH = 300;

/**
 * Makes of a sent report what is stored: when, by whom, about what, and which others are the same problem. `sample` is
 * the fraction of reports that is kept at all.
 */
export function reportFrom(sent: SentReport, arrival: Arrival, sample = 1): NewReport {
  const { received, client, via = '' } = arrival;
  const endpoint = boundedText(arrival.endpoint, ENDPOINT_LENGTH);
  const type = boundedText(sent.type, TYPE_LENGTH);
  const url = boundedText(sent.url, URL_LENGTH);
  const userAgent = boundedText(sent.userAgent ?? arrival.userAgent, USER_AGENT_LENGTH);
  const origin = documentOrigin(url, sent.body);
  const browser = browserOf(userAgent);
  const members = bodyMembers(sent.body);
  const group = groupOf(type, url, members, sent.body);
  const named = nameOf(`${type}\n${origin}\n${group.parts.join('\n')}`, group.title.trim() || type);
  const json = JSON.stringify(sent.body);
  const isEntry = type === ENTRY;
  const age = Math.min(Math.max(sent.age ?? 0, 0), isEntry ? MAX_ENTRY_AGE : MAX_AGE);
  const entry = entryOf(sent, origin, members);
  const time = entry === undefined ? received - age : firstTime(entry, entryTime(members, received - age));
  return {
    received,
    time,
    type,
    url,
    origin,
    endpoint,
    userAgent,
    browser: browser.name,
    browserVersion: browser.version,
    os: browser.os,
    app: isEntry ? boundedText(members.text('app'), APP_LENGTH) : '',
    scope: isEntry ? boundedText(members.text('scope'), SCOPE_LENGTH) : '',
    group: named.name,
    title: named.title,
    noise: noiseOf(url, members, browser),
    weight: weightOf(type, members) / sample,
    json,
    slot: slotOf(time),
    hash:
      entry === undefined
        ? identity(
            sent,
            `${type}\0${url}\0${userAgent}\0${endpoint}\0${client}\0${via}\0${json}`,
            time,
            arrival,
          )
        : entry,
  };
}

/** When an entry was made, by the device's own clock where that agrees with ours: it says the same with every try. */
function entryTime(members: BodyMembers, time: number): number {
  const own = members.number('time') ?? Number.NaN;
  return Math.abs(own - time) < CLOCKS_AGREE ? own : time;
}

/** The hash of what tells a background-service entry from all others, whatever network it comes by; `undefined` for reports. */
function entryOf({ type, age }: SentReport, origin: string, members: BodyMembers): bigint | undefined {
  if (type !== ENTRY || age === undefined) return undefined;
  const id = members.text('id');
  return id === '' ? undefined : storedHash(`${type}\0${origin}\0${id.slice(0, ID_LENGTH)}`);
}

/**
 * Browsers send a report again, with a larger age, when the answer got lost; time minus age stays the same but for
 * the network's jitter, which the store allows for (see `slot.ts`). Equal ones in one request are different ones, and in
 * the same order when they are sent again. Shapes without an age are never sent again, so two that are equal are two.
 */
function identity(sent: SentReport, content: string, time: number, { ordinals }: Arrival): bigint {
  if (sent.age === undefined) return randomBytes(8).readBigInt64LE(0);
  const hash = storedHash(content);
  const ordinal = ordinals?.next(hash, time) ?? 0;
  return ordinal === 0 ? hash : storedHash(`${content}\0${ordinal}`);
}

interface Named {
  /** Short and fit for an address. */
  readonly name: string;
  readonly title: string;
}

/** With `KEY_LENGTH` this is 8 MB at most. */
const GROUPS = 5_000;
/** Nearly all are shorter; a longer one is hashed each time and not remembered. */
const KEY_LENGTH = 500;
const groups = new Map<string, Named>();

/** Remembered, since most reports are of groups that were there before. */
function nameOf(key: string, title: string): Named {
  let named = groups.get(key);
  if (named === undefined) {
    named = { name: hash('sha256', key).slice(0, 16), title: boundedText(title, TITLE_LENGTH) };
    if (key.length > KEY_LENGTH) return named;
    if (groups.size >= GROUPS) groups.clear();
    groups.set(ownText(key), { ...named, title: ownText(named.title) });
  }
  return named;
}
