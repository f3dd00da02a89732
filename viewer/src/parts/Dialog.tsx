import { type ReactElement, type ReactNode, useEffect, useRef } from 'react';
import { useStrings } from '../text/use-strings.ts';
import { Button } from './Button.tsx';

export interface DialogProps {
  readonly title: string;
  readonly className?: string;
  readonly children: ReactNode;
  onClose(): void;
}

/** A modal dialog: the browser's own, so that focus, Escape and the rest of the page are its business. */
export function Dialog({ title, className = '', children, onClose }: DialogProps): ReactElement {
  const t = useStrings();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    // The browser would begin with the button that closes it.
    dialog.current?.querySelector('input')?.focus();
  }, []);
  return (
    <dialog
      className={`os-dialog ${className}`.trim()}
      ref={dialog}
      aria-label={title}
      onClose={onClose}
      onKeyDown={(event) => event.stopPropagation()}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
    >
      <div className="os-dialog-body">
        <div className="os-dialog-head">
          <h2>{title}</h2>
          <Button icon="close" label={t.close} onClick={() => dialog.current?.close()} />
        </div>
        {children}
      </div>
    </dialog>
  );
}
