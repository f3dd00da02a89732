import type { Browser } from './browser.ts';

/**
 * Finds or installs each browser. Throws the error of the first one that is required and can't be had: it says what to
 * run.
 *
 * @returns why the others can't be had, by their name
 */
export function findBrowsers(
  browsers: readonly Pick<Browser, 'name' | 'ensure'>[],
  isRequired: (name: string) => boolean,
): Readonly<Record<string, string>> {
  const absent: Record<string, string> = {};
  for (const { name, ensure } of browsers) {
    try {
      ensure();
    } catch (error) {
      if (isRequired(name)) throw error;
      absent[name] = (error as Error).message;
    }
  }
  return absent;
}
