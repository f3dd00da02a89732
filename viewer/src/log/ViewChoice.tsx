import type { ReactElement } from 'react';
import { Button } from '../parts/Button.tsx';
import { Menu } from '../parts/Menu.tsx';
import { useStrings } from '../text/use-strings.ts';

export interface ViewChoiceProps {
  /** Names of the two views: by lifetime or group, and one by one. */
  readonly labels: readonly [string, string];
  /** The first of them is shown. */
  readonly first: boolean;
  readonly compact: boolean;
  onChange(first: boolean): void;
}

/** Which of two ways to list the same; a menu where there is no room for both names. */
export function ViewChoice({ labels, first, compact, onChange }: ViewChoiceProps): ReactElement {
  const t = useStrings();
  if (compact) {
    return (
      <Menu
        icon="columns"
        label={t.viewAs}
        items={labels.map((label, index) => ({
          id: label,
          label,
          checked: first === (index === 0),
          run: () => onChange(index === 0),
        }))}
      />
    );
  }
  return (
    <fieldset className="os-choice" aria-label={t.viewAs}>
      <Button text label={labels[0]} aria-pressed={first} onClick={() => onChange(true)} />
      <Button text label={labels[1]} aria-pressed={!first} onClick={() => onChange(false)} />
    </fieldset>
  );
}
