import type { Finding } from '@offstage/sw-plugin/doctor';
import type { ReactElement } from 'react';
import { Button } from '../parts/Button.tsx';
import { Mark } from '../parts/Mark.tsx';
import { formatTimestamp, scopePath } from '../text/format.ts';
import { useStrings } from '../text/use-strings.ts';
import { visibleText } from '../text/visible.ts';

export interface FindingCardProps {
  readonly finding: Finding;
  /** Its rows are the ones that are shown. */
  readonly chosen?: boolean;
  onShow?(): void;
}

/** One finding: what, why, what to do, and the rows that prove it. */
export function FindingCard({ finding, chosen = false, onShow }: FindingCardProps): ReactElement {
  const t = useStrings();
  return (
    <li className="os-finding" data-severity={finding.severity}>
      <Mark severity={finding.severity} />
      <div className="os-finding-text">
        <p className="os-finding-title">
          {visibleText(finding.title)}{' '}
          <span className="os-quiet os-finding-rule">
            {finding.rule}
            {finding.instanceId ? ` · ${visibleText(finding.instanceId)}` : ''}
            {finding.scope ? ` · ${visibleText(scopePath(finding.scope))}` : ''} ·{' '}
            {formatTimestamp(finding.time)}
            {finding.count > 1 ? ` · ×${finding.count}` : ''}
          </span>
        </p>
        <p>
          <b>{t.cause}</b> {visibleText(finding.cause)}
        </p>
        <p>
          <b>{t.fix}</b> {visibleText(finding.fix)}{' '}
          <a className="os-link" href={finding.link} target="_blank" rel="noreferrer">
            {t.learnMore}
          </a>
        </p>
      </div>
      {onShow && (
        <Button
          text
          icon="filter"
          label={chosen ? t.showEverything : t.showRows(finding.entries.length)}
          aria-pressed={chosen}
          onClick={onShow}
        />
      )}
    </li>
  );
}
