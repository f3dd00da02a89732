import { type ReactElement, useEffect, useState } from 'react';
import { copyText } from '../shell/copy-text.ts';
import { useStrings } from '../text/use-strings.ts';
import { Button } from './Button.tsx';
import type { IconName } from './Icon.tsx';

export interface CopyButtonProps {
  readonly label: string;
  readonly icon?: IconName;
  readonly withText?: boolean;
  /** Asked only when it is wanted. */
  text(): string;
}

/** Takes away what another button still says: two would lie on each other. */
let hush: (() => void) | undefined;

/** Copies, and says whether it worked. */
export function CopyButton({ label, icon = 'copy', withText = false, text }: CopyButtonProps): ReactElement {
  const t = useStrings();
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (said === '') return;
    const mine = (): void => setSaid('');
    hush?.();
    hush = mine;
    const timer = setTimeout(mine, 1500);
    return () => {
      clearTimeout(timer);
      if (hush === mine) hush = undefined;
    };
  }, [said]);
  return (
    <span className="os-copy">
      <Button
        icon={icon}
        label={label}
        text={withText}
        onClick={async () => setSaid((await copyText(text())) ? t.copied : t.copyFailed)}
      />
      <span className="os-copy-said" role="status">
        {said}
      </span>
    </span>
  );
}
