import type { ReactElement } from 'react';
import { useStrings } from '../text/use-strings.ts';
import { Button } from './Button.tsx';

export interface NotLoadedProps {
  onRetry(): void;
  /** Undefined where there is nothing to close. */
  readonly onClose: (() => void) | undefined;
}

/** Stands for something whose code could not be loaded, as where the network is gone. */
export function NotLoaded({ onRetry, onClose }: NotLoadedProps): ReactElement {
  const t = useStrings();
  return (
    <div className="os-notice os-not-loaded" role="alert">
      {t.notLoaded}
      <Button text label={t.retry} onClick={onRetry} />
      {onClose && <Button icon="close" label={t.close} onClick={onClose} />}
    </div>
  );
}
