import { type ReactElement, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Button } from './Button.tsx';

export interface PopoverProps {
  readonly label: string;
  readonly pressed: boolean;
  readonly disabled: boolean;
  readonly children: ReactNode;
}

/** A chip that opens a small panel below itself (https://www.w3.org/WAI/ARIA/apg/patterns/disclosure/). */
export function Popover({ label, pressed, disabled, children }: PopoverProps): ReactElement {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return;
    const away = (event: Event): void => {
      if (!event.composedPath().includes(box.current as EventTarget)) setOpen(false);
    };
    document.addEventListener('pointerdown', away);
    return () => document.removeEventListener('pointerdown', away);
  }, [open]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes from anywhere inside
    <div
      className="os-popover"
      ref={box}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.stopPropagation();
        setOpen(false);
        box.current?.querySelector('button')?.focus();
      }}
    >
      <Button
        text
        className="os-button os-chip"
        label={label}
        disabled={disabled}
        data-chosen={pressed || undefined}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      />
      {open && (
        <div className="os-popover-body" id={id}>
          {children}
        </div>
      )}
    </div>
  );
}
