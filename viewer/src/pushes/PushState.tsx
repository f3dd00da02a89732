import type { ReactElement } from 'react';
import { toneOf, usePushStrings, wordFor } from './push-words.ts';

export interface PushStateProps {
  readonly state: string;
  readonly guess: boolean;
}

const SIGNS = { ok: '✓', failed: '✕', silent: '!', running: '…', '': '○' } as const;

/** What became of a push, as a sign and a word, so that colour is not needed. */
export function PushState({ state, guess }: PushStateProps): ReactElement {
  const p = usePushStrings();
  const tone = toneOf(state);
  return (
    <span className="os-standing" data-tone={tone}>
      <span className="os-standing-sign" aria-hidden="true">
        {SIGNS[tone]}
      </span>
      {wordFor(p.oneState, state)}
      {guess && <span className="os-tag">{p.guess}</span>}
    </span>
  );
}
