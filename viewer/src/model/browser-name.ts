/** Brands in the order in which they hide behind each other: every browser also says what it is not. */
const BRANDS: readonly (readonly [string, RegExp])[] = [
  ['Edge', /Edg(?:e|A|iOS)?\/(\d+)/],
  ['Samsung Internet', /SamsungBrowser\/(\d+)/],
  ['Opera', /OPR\/(\d+)/],
  ['Firefox', /(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /(?:Headless)?(?:Chrome|CriOS)\/(\d+)/],
  ['Safari', /Version\/(\d+)[\d.]* (?:Mobile\/\w+ )?Safari/],
];

const SYSTEMS: readonly (readonly [string, RegExp])[] = [
  ['Android', /Android/],
  ['iOS', /iPhone|iPad/],
  ['Windows', /Windows/],
  ['macOS', /Macintosh|Mac OS X/],
  ['ChromeOS', /CrOS/],
  ['Linux', /Linux/],
];

/** The operating system in a user agent string, `''` when it names none. */
export const systemOf = (userAgent: string): string =>
  SYSTEMS.find(([, sign]) => sign.test(userAgent))?.[0] ?? '';

/** What a person calls the browser behind a user agent string: `Chrome 156, Linux`; `''` when it names none. */
export function browserName(userAgent: string): string {
  const head = userAgent.slice(0, 512);
  for (const [name, sign] of BRANDS) {
    const version = sign.exec(head)?.[1];
    if (version !== undefined) return [`${name} ${version}`, systemOf(head)].filter(Boolean).join(', ');
  }
  return systemOf(head);
}
