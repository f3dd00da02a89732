import type { Finding } from '@offstage/sw-plugin/doctor';
import type { ReactElement } from 'react';
import { Mark } from '../parts/Mark.tsx';
import { useStrings } from '../text/use-strings.ts';
import { visibleLine } from '../text/visible.ts';

export interface FindingStripProps {
  /** Worst first. */
  readonly findings: readonly Finding[];
  /** Opens the entry that a finding is about. */
  onSelect(id: string): void;
}

/** Who swipes further opens the list. */
const MOST = 12;

/** On a phone: what was found, as cards to swipe, each of which leads to the event with what to do. */
export function FindingStrip({ findings, onSelect }: FindingStripProps): ReactElement {
  const t = useStrings();
  return (
    <ul className="os-finding-strip" aria-label={t.findings}>
      {findings.slice(0, MOST).map((finding) => (
        <li key={`${finding.rule} ${finding.scope} ${finding.instanceId ?? ''} ${finding.span ?? ''}`}>
          <button
            type="button"
            className="os-finding-short"
            data-severity={finding.severity}
            onClick={() => {
              const [id] = finding.entries;
              if (id !== undefined) onSelect(id);
            }}
          >
            <Mark severity={finding.severity} />
            <span className="os-finding-short-title">{visibleLine(finding.title ?? finding.rule)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
