import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** What test runs saw of one browser: by group and feature `seen`, or why it can't be. */
export interface SeenBrowser {
  readonly version: string;
  readonly groups: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const file = new URL('./seen.json', import.meta.url);

const readSeen = (): Record<string, SeenBrowser> =>
  existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};

/** Replaces what was known of this group in this browser; what another version did is no longer known. */
export function writeSeen(
  browser: string,
  version: string,
  group: string,
  features: Readonly<Record<string, string>>,
): void {
  const all = readSeen();
  const before = all[browser]?.version === version ? all[browser].groups : {};
  all[browser] = { version, groups: { ...before, [group]: features } };
  writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`);
}
