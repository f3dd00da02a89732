import { type ReactElement, useMemo } from 'react';
import type { LogModel } from '../model/log-model.ts';
import { Button } from '../parts/Button.tsx';
import { formatClock } from '../text/format.ts';
import { useStrings } from '../text/use-strings.ts';
import { visibleLine, visibleText } from '../text/visible.ts';
import { comparableAt, compare } from './compare.ts';

export interface ComparisonViewProps {
  readonly model: LogModel;
  /** Positions of the two entries. */
  readonly before: number;
  readonly after: number;
  onEnd(): void;
}

const LONGEST = 2000;

/** Where two lifetimes, or two moments, differ. Until a second one is chosen, how to choose it. */
export function ComparisonView({ model, before, after, onEnd }: ComparisonViewProps): ReactElement {
  const t = useStrings();
  const { differences, same } = useMemo(
    () => compare(comparableAt(model, before), comparableAt(model, after)),
    [model, before, after],
  );
  const cell = (value: string | undefined): string =>
    value === undefined ? '—' : visibleText(value.slice(0, LONGEST));
  const heading = (at: number): string =>
    `${formatClock(model.entry(at).time)} ${visibleLine(model.entry(at).event, 80)}`;
  return (
    <>
      <p className="os-quiet os-comparison-head">
        {before === after ? t.compareChoose : t.compared(differences.length, same)}
        <Button text icon="close" label={t.compareEnd} onClick={onEnd} />
      </p>
      {differences.length > 0 && (
        <table className="os-comparison">
          <thead>
            <tr>
              <th scope="col">{t.comparePlace}</th>
              <th scope="col">{heading(before)}</th>
              <th scope="col">{heading(after)}</th>
            </tr>
          </thead>
          <tbody>
            {differences.map(({ path, before: old, after: now }) => (
              <tr key={path}>
                <th scope="row">{visibleText(path)}</th>
                <td data-tone="before">{cell(old)}</td>
                <td data-tone="after">{cell(now)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
