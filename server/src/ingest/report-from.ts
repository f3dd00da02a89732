import { hash, randomBytes } from 'node:crypto';
import { slotOf } from '../store/slot.ts';
import type { NewReport } from '../store/store.ts';
import { bodyMembers } from './body-members.ts';
import { boundedText } from './bounded-text.ts';
import { browserOf } from './browser-of.ts';
import { groupOf } from './group-of.ts';
import { noiseOf } from './noise-of.ts';
import { originOf } from './origin-of.ts';
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
}

/** A report can't be older than this (browsers give up much earlier); a larger age is a broken clock. */
const MAX_AGE = 2 * 24 * 60 * 60 * 1000;
const TYPE_LENGTH = 100;
const URL_LENGTH = 8_192;
const USER_AGENT_LENGTH = 512;
const TITLE_LENGTH = 300;

/**
 * Makes of a sent report what is stored: when, by whom, about what, and which others are the same problem. `sample` is
 * the fraction of reports that is kept at all.
 */
export function reportFrom(sent: SentReport, arrival: Arrival, sample = 1): NewReport {
  const { received, endpoint, client } = arrival;
  const type = boundedText(sent.type, TYPE_LENGTH);
  const url = boundedText(sent.url, URL_LENGTH);
  const userAgent = boundedText(sent.userAgent ?? arrival.userAgent, USER_AGENT_LENGTH);
  const origin = originOf(url);
  const browser = browserOf(userAgent);
  const members = bodyMembers(sent.body);
  const group = groupOf(type, url, members, sent.body);
  const json = JSON.stringify(sent.body);
  const time = received - Math.min(Math.max(sent.age ?? 0, 0), MAX_AGE);
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
    group: groupName(`${type}\n${origin}\n${group.parts.join('\n')}`),
    title: boundedText(group.title, TITLE_LENGTH),
    noise: noiseOf(url, members),
    weight: weightOf(type, members) / sample,
    json,
    slot: slotOf(time),
    hash: identity(sent, [type, url, userAgent, endpoint, client, json]),
  };
}

/**
 * Browsers send a report again, with a larger age, when the answer got lost; time minus age stays the same but for
 * the network's jitter, which the store allows for (see `slot.ts`). Shapes without an age are never
 * sent again, so two that are equal are two.
 */
function identity(sent: SentReport, content: readonly string[]): bigint {
  if (sent.age === undefined) return randomBytes(8).readBigInt64LE(0);
  return hash('sha256', content.join('\0'), 'buffer').readBigInt64LE(0);
}

const GROUPS = 20_000;
const groups = new Map<string, string>();

/** Short and fit for an address. Remembered, since most reports are of groups that were there before. */
function groupName(key: string): string {
  let name = groups.get(key);
  if (name === undefined) {
    if (groups.size >= GROUPS) groups.clear();
    name = hash('sha256', key).slice(0, 16);
    groups.set(key, name);
  }
  return name;
}
