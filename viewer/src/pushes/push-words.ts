import { useMemo } from 'react';
import { own } from '../model/own.ts';
import type { Push } from '../sources/push-api.ts';
import { localeNow } from '../text/format.ts';
import { PUSH_STRINGS, type PushStrings } from '../text/push-strings.ts';
import { useStrings } from '../text/use-strings.ts';
import { visibleLine } from '../text/visible.ts';

/** The texts of this panel. */
export function usePushStrings(): PushStrings {
  const { push } = useStrings();
  return useMemo(() => push ?? PUSH_STRINGS, [push]);
}

/** A word of the table; for what it does not know, the server's own. */
export const wordFor = (table: Readonly<Record<string, string>>, name: string): string =>
  own(table, name) ?? visibleLine(name, 60);

/** How much of a whole, in per cent. Never rounded up to all of it, nor down to nothing. */
export function formatShare(part: number, whole: number): string {
  const share = whole === 0 ? 0 : part / whole;
  const rounded = Math.floor(share * 1_000) / 1_000;
  return new Intl.NumberFormat(localeNow(), { style: 'percent', maximumFractionDigits: 1 }).format(
    share > 0 && rounded === 0 ? 0.001 : rounded,
  );
}

/** As a person reads it off: which way a push went, in the tone of its state. */
export const toneOf = (state: string): 'ok' | 'failed' | 'silent' | 'running' | '' => {
  switch (state) {
    case 'shown':
    case 'clicked':
    case 'dismissed':
    case 'closed':
      return 'ok';
    case 'failed':
    case 'refused':
      return 'failed';
    case 'silent':
    case 'expired':
    case 'replaced':
      return 'silent';
    case 'received':
    case 'accepted':
      return 'running';
    default:
      return '';
  }
};

/** `color: red, size: 7`. */
export const labelsLine = ({ labels }: Push): string =>
  labels.map(([name, value]) => `${visibleLine(name, 64)}: ${visibleLine(value, 128)}`).join(', ');

/** What the push service answered, in a word. */
export const answerWord = ({ status }: Push, t: PushStrings): string =>
  status === null ? t.noAnswer : String(status);
