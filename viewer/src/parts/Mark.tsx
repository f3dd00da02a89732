import type { ReactElement } from 'react';
import { useStrings } from '../text/use-strings.ts';

export type MarkSeverity = 'error' | 'warning' | 'info';

const SIGNS: Readonly<Record<MarkSeverity, string>> = { error: '✕', warning: '!', info: 'i' };

/** The sign of a finding: a shape and a letter, so that colour is not needed. */
export function Mark({ severity }: { readonly severity: MarkSeverity }): ReactElement {
  const t = useStrings();
  return (
    <span className="os-mark" data-severity={severity} role="img" aria-label={t.severity[severity]}>
      {SIGNS[severity]}
    </span>
  );
}
