import { ownText } from '../store/own-text.ts';
import { APPS, BOT, BOTS, BROWSERS, SYSTEMS } from './browser-tables.ts';

export interface Browser {
  /** `Chrome`, `Edge`, `Firefox`, `Safari`, `Facebook`, `Googlebot` …, `''` where it cannot be told. */
  readonly name: string;
  /** Major version, or `major.minor` where that is what people say (Safari); of an app, that app's. */
  readonly version: string;
  /** `Windows`, `macOS`, `iOS`, `Android`, `ChromeOS`, `Linux` or `''`. */
  readonly os: string;
  /** An app's own view of a page, into which it may write; or a program that reads the web. */
  readonly kind: 'browser' | 'in-app' | 'bot';
}

/** A header has up to 512 characters here, so this is 5 MB at most. */
const LIMIT = 5_000;
const known = new Map<string, Browser>();

/** Tells the browser from its User-Agent header. */
export function browserOf(userAgent: string): Browser {
  let browser = known.get(userAgent);
  if (browser === undefined) {
    browser = { ...nameOf(userAgent), os: osOf(userAgent) };
    if (known.size >= LIMIT) known.clear();
    known.set(ownText(userAgent), browser);
  }
  return browser;
}

function nameOf(userAgent: string): Omit<Browser, 'os'> {
  for (const [kind, table] of [
    ['bot', BOTS],
    ['in-app', APPS],
    ['browser', BROWSERS],
  ] as const) {
    for (const [name, pattern, also] of table) {
      if (also !== undefined && !also.some((word) => userAgent.includes(word))) continue;
      const match = pattern.exec(userAgent);
      if (match !== null) return { name, version: match[1] ?? '', kind };
    }
    // After the bots with a name: those that only say what they are.
    if (kind === 'bot' && BOT.test(userAgent)) return { name: 'Bot', version: '', kind };
  }
  return { name: '', version: '', kind: 'browser' };
}

function osOf(userAgent: string): string {
  return SYSTEMS.find(([, words]) => words.some((word) => userAgent.includes(word)))?.[0] ?? '';
}
