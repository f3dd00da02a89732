/** Browser engines whose consequences differ. */
export type Engine = 'chromium' | 'firefox' | 'webkit';

/**
 * The engine behind a user agent string; undefined when it names none.
 * Every browser on iOS is WebKit whatever its brand: `CriOS/` and `FxiOS/` are not `Chrome/` and `Firefox/`.
 */
export const engineOf = (userAgent: string): Engine | undefined => {
  if (/\bFirefox\//.test(userAgent)) return 'firefox';
  if (/Chrome\/|Chromium\//.test(userAgent)) return 'chromium';
  if (userAgent.includes('AppleWebKit/')) return 'webkit';
  return undefined;
};
