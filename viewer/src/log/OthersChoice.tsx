import type { ReactElement } from 'react';
import { useStrings } from '../text/use-strings.ts';

export interface OthersChoiceProps {
  /** How many entries they are about. */
  readonly hidden: number;
  readonly shown: boolean;
  onChange(shown: boolean): void;
}

/**
 * DevTools' two boxes. As there, either of them shows everything; here they are usable once there is something to show,
 * since a page's log holds others only where frames or uploads brought them.
 */
export function OthersChoice({ hidden, shown, onChange }: OthersChoiceProps): ReactElement {
  const t = useStrings();
  const several = shown || hidden > 0;
  const box = (label: string): ReactElement => (
    <label className="os-check" title={several ? undefined : t.noOthers}>
      <input
        type="checkbox"
        checked={shown}
        disabled={!several}
        onChange={({ target }) => onChange(target.checked)}
      />
      {label}
    </label>
  );
  return (
    <span className="os-others">
      {box(t.otherDomains)}
      {box(t.otherPartitions)}
    </span>
  );
}
