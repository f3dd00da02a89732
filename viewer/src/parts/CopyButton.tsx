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

/** Copies, and says whether it worked. */
export function CopyButton({ label, icon = 'copy', withText = false, text }: CopyButtonProps): ReactElement {
  const t = useStrings();
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (said === '') return;
    const timer = setTimeout(() => setSaid(''), 1500);
    return () => clearTimeout(timer);
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
