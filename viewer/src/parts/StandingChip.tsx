import type { ReactElement } from 'react';
import type { Standing } from '../model/lifetime.ts';
import { own } from '../model/own.ts';
import { useStrings } from '../text/use-strings.ts';

/** A sign beside the word: no meaning by colour alone. */
const SIGNS: Readonly<Record<Standing, string>> = {
  ok: '✓',
  failed: '✕',
  silent: '○',
  terminated: '■',
  running: '▸',
  '': '',
};

export function StandingChip({ standing }: { readonly standing: Standing }): ReactElement | null {
  const t = useStrings();
  const word = own(t.standing, standing);
  if (standing === '' || word === undefined) return null;
  return (
    <span className="os-standing" data-tone={standing} title={own(t.standingHint, standing)}>
      <span aria-hidden="true" className="os-standing-sign">
        {own(SIGNS, standing)}
      </span>
      {word}
    </span>
  );
}
