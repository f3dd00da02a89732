import { ownText } from '../store/own-text.ts';

export interface Browser {
  /** `Chrome`, `Edge`, `Firefox`, `Safari` …, `''` where it cannot be told. */
  readonly name: string;
  /** Major version, or `major.minor` where that is what people say (Safari). */
  readonly version: string;
}

/**
 * The first that matches wins, so browsers that claim to be another one stand before it.
 * Source: https://developer.mozilla.org/docs/Web/HTTP/Browser_detection_using_the_user_agent
 */
const BROWSERS: readonly (readonly [name: string, pattern: RegExp, also?: string])[] = [
  ['Edge', /\bEdg(?:e|A|iOS)?\/(\d+)/],
  ['Opera', /\b(?:OPR|OPiOS)\/(\d+)/],
  ['Samsung Internet', /\bSamsungBrowser\/(\d+)/],
  ['Yandex', /\bYaBrowser\/(\d+)/],
  ['Vivaldi', /\bVivaldi\/(\d+)/],
  ['UC Browser', /\bUCBrowser\/(\d+)/],
  ['DuckDuckGo', /\b(?:DuckDuckGo|Ddg)\/(\d+)/],
  ['Chrome', /\bCriOS\/(\d+)/],
  ['Firefox', /\bFxiOS\/(\d+)/],
  ['Chrome', /\b(?:Headless)?(?:Chrome|Chromium)\/(\d+)/],
  ['Firefox', /\bFirefox\/(\d+)/],
  ['Safari', /\bVersion\/(\d+(?:\.\d+)?)/, 'Safari/'],
  ['Internet Explorer', /\bMSIE (\d+)/],
  ['Internet Explorer', /\brv:(\d+)/, 'Trident/'],
  ['Opera', /\bOpera[/ ](\d+)/],
  ['WebKit', /\bAppleWebKit\/(\d+)/],
];

/** A header has up to 512 characters here, so this is 5 MB at most. */
const LIMIT = 5_000;
const known = new Map<string, Browser>();
const NONE: Browser = { name: '', version: '' };

/** Tells the browser from its User-Agent header. */
export function browserOf(userAgent: string): Browser {
  let browser = known.get(userAgent);
  if (browser === undefined) {
    browser = NONE;
    for (const [name, pattern, also] of BROWSERS) {
      const match = also === undefined || userAgent.includes(also) ? pattern.exec(userAgent) : null;
      if (match === null) continue;
      browser = { name, version: match[1] ?? '' };
      break;
    }
    if (known.size >= LIMIT) known.clear();
    known.set(ownText(userAgent), browser);
  }
  return browser;
}
