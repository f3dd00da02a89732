import type { ReactElement } from 'react';
import { FindingCard } from '../doctor/FindingCard.tsx';
import type { LogModel } from '../model/log-model.ts';
import type { AnsweredCheck } from '../model/why/why.ts';
import { Button } from '../parts/Button.tsx';
import { SimulatedTag } from '../parts/SimulatedTag.tsx';
import { formatTimestamp } from '../text/format.ts';
import { useStrings } from '../text/use-strings.ts';
import { visibleLine } from '../text/visible.ts';
import { WHY_STRINGS } from '../text/why-strings.ts';

export interface WhyListProps {
  readonly model: LogModel;
  readonly checks: readonly AnsweredCheck[];
  onSelect(position: number): void;
}

const SIGNS = { yes: '✓', no: '✕', unknown: '?' } as const;

/** Line for line: whether it is so, what tells it, and what to do where it is not. */
export function WhyList({ model, checks, onSelect }: WhyListProps): ReactElement {
  const t = useStrings();
  const w = t.why ?? WHY_STRINGS;
  return (
    <ol className="os-why" aria-label={w.list}>
      {checks.map(({ name, state, reason, words, at, source, next, found, here }) => (
        <li key={name} data-state={state} aria-current={here && 'step'}>
          <span className="os-why-sign" role="img" aria-label={w.state[state]}>
            {SIGNS[state]}
          </span>
          <div>
            <p>
              <b>{w.checks[name]}</b> {here && <span className="os-tag">{w.here}</span>}
            </p>
            <p className="os-quiet">
              {w.reason[reason]}
              {words !== undefined && words !== '' && `: ${visibleLine(words)}`}
              {source !== undefined && (
                <>
                  {' '}
                  <code>{visibleLine(source, 120)}</code>
                </>
              )}
              {at !== undefined && (
                <>
                  {` · ${formatTimestamp(model.time.get(at))} `}
                  <SimulatedTag entry={model.entry(at)} />
                  <Button
                    text
                    className="os-link"
                    label={w.showEvent}
                    title={visibleLine(model.entry(at).event)}
                    onClick={() => onSelect(at)}
                  />
                </>
              )}
            </p>
            {next !== undefined && found.length === 0 && <p>{w.next[next]}</p>}
            {found.length > 0 && (
              <ul className="os-findings-inline">
                {found.map((finding) => (
                  <FindingCard key={finding.key} finding={finding} />
                ))}
              </ul>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
