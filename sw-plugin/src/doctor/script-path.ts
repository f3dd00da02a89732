/** Path of a script, without what a build may change behind it; undefined for what is no URL. */
export function scriptPath(url: string, base?: string): string | undefined {
  try {
    return new URL(url, base).pathname;
  } catch {
    return undefined;
  }
}
