import { Problem } from './problem.ts';
import type { Words } from './words.ts';

/** The worst first. */
export const SEVERITIES = ['error', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const bySeverity = (a: { readonly severity: Severity }, b: { readonly severity: Severity }): number =>
  SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);

/** The exit code that what was found comes to: 0, 1 for warnings and notes, 2 for errors; as `--fail-on` says. */
export function exitCode(found: readonly { readonly severity: Severity }[], words: Words): number {
  const least = words.value('fail-on') ?? 'warning';
  if (least === 'never') return 0;
  const limit = SEVERITIES.indexOf(least as Severity);
  if (limit === -1)
    throw new Problem('BAD_OPTION', {
      message: `--fail-on takes error, warning, info or never, not “${least}”.`,
      command: words.command,
    });
  const counted = found.filter(({ severity }) => SEVERITIES.indexOf(severity) <= limit);
  if (counted.length === 0) return 0;
  return counted.some(({ severity }) => severity === 'error') ? 2 : 1;
}

/** `1 error, 2 warnings, 1 note`. */
export function countText(found: readonly { readonly severity: Severity }[]): string {
  const words = { error: 'error', warning: 'warning', info: 'note' } as const;
  return SEVERITIES.flatMap((severity) => {
    const count = found.filter((one) => one.severity === severity).length;
    return count === 0 ? [] : [`${count} ${words[severity]}${count === 1 ? '' : 's'}`];
  }).join(', ');
}
