import type { Entry } from '@offstage/sw-plugin/log';
import type { ReactElement } from 'react';
import { useStrings } from '../text/use-strings.ts';

/** Marks an event that a script dispatched; of the browser's own, nothing. */
export function SimulatedTag({ entry }: { readonly entry: Entry }): ReactElement | null {
  const t = useStrings();
  if (entry.trusted) return null;
  return (
    <span className="os-tag" title={t.simulatedHint}>
      {t.simulated}
    </span>
  );
}
