import type { ReactElement } from 'react';
import { own } from '../model/own.ts';
import { Button } from '../parts/Button.tsx';
import { EmptyState } from '../parts/EmptyState.tsx';
import type { PushProblem } from '../sources/server-pushes.ts';
import { useStrings } from '../text/use-strings.ts';
import { visibleLine } from '../text/visible.ts';
import { usePushStrings } from './push-words.ts';

export interface PushTroubleProps {
  readonly problem: PushProblem;
  /** What was answered before is still there: a line says it. */
  readonly line?: boolean;
  onRetry(): void;
}

/** Why there is no answer, what the server said of it, and what to do. */
export function PushTrouble({ problem, line = false, onRetry }: PushTroubleProps): ReactElement {
  const t = useStrings();
  const p = usePushStrings();
  const { reason, said } = problem;
  const title =
    reason === 'no-ledger'
      ? p.noLedger
      : reason === 'no-such-push'
        ? p.noSuchPush
        : reason === 'bad-answer'
          ? p.badAnswer
          : reason === 'bad-question'
            ? p.badQuestion
            : t.reason[reason];
  const hint =
    reason === 'no-ledger'
      ? p.noLedgerHint
      : reason === 'bad-question'
        ? p.badQuestionHint
        : own(t.nextStep, reason);
  const retry = <Button text label={t.retry} onClick={onRetry} />;
  if (line) {
    return (
      <p className="os-notice" role="alert">
        <span>{[title, visibleLine(said)].filter(Boolean).join(' · ')}</span>
        {retry}
      </p>
    );
  }
  return (
    <EmptyState title={title} hint={hint}>
      {said !== '' && reason !== 'no-ledger' && <p className="os-empty-hint">{visibleLine(said)}</p>}
      {retry}
    </EmptyState>
  );
}
