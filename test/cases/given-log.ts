import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Entry } from '@offstage/sw-plugin/log';
import type { Run } from './field-case.ts';

const HOUR = 3_600_000;

/** The entries that a case gives, as far as its variation keeps them. */
export function givenLog({ steps, folder, keepHoursAgo }: Run): readonly Entry[] {
  const entries: readonly Entry[] = JSON.parse(readFileSync(path.join(folder, steps[0]?.file ?? ''), 'utf8'));
  if (!keepHoursAgo) return entries;
  const end = entries.reduce((latest, { time }) => Math.max(latest, time), 0);
  return entries.filter(({ time }) =>
    keepHoursAgo.some(([from, to]) => end - time <= from * HOUR && end - time >= to * HOUR),
  );
}
