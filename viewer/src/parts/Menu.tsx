import { type KeyboardEvent, type ReactElement, useEffect, useId, useRef, useState } from 'react';
import { Button } from './Button.tsx';
import type { IconName } from './Icon.tsx';

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly checked?: boolean;
  run(): void;
}

export interface MenuProps {
  readonly icon: IconName;
  readonly label: string;
  readonly text?: boolean;
  readonly className?: string;
  readonly disabled?: boolean;
  /** Checked items are chosen independently of each other, so the menu stays open for the next. */
  readonly several?: boolean;
  readonly items: readonly MenuItem[];
}

/** A button with a menu (https://www.w3.org/WAI/ARIA/apg/patterns/menu-button/). */
export function Menu(props: MenuProps): ReactElement {
  const { icon, label, text = false, disabled = false, several = false, items } = props;
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const id = useId();

  useEffect(() => {
    if (!open) return;
    box.current?.querySelector<HTMLElement>('[role^=menuitem]')?.focus();
    const away = (event: Event): void => {
      if (!event.composedPath().includes(box.current as EventTarget)) setOpen(false);
    };
    document.addEventListener('pointerdown', away);
    return () => document.removeEventListener('pointerdown', away);
  }, [open]);

  const shut = (): void => {
    setOpen(false);
    box.current?.querySelector<HTMLElement>('button')?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!open) return;
    const all = [...(box.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])];
    const at = all.indexOf(event.target as HTMLElement);
    const move = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
    if (move !== undefined) all[move % all.length]?.focus();
    else if (event.key === 'Escape') shut();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: takes the keys of the menu inside
    <div className={`os-menu ${props.className ?? ''}`} ref={box} onKeyDown={onKeyDown}>
      <Button
        icon={icon}
        label={label}
        text={text}
        disabled={disabled}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      />
      {open && (
        <div className="os-menu-list" role="menu" id={id} aria-label={label}>
          {items.map(({ id: item, label: name, hint, checked, run }) => (
            <button
              key={item}
              type="button"
              className="os-menu-item"
              {...(checked === undefined
                ? { role: 'menuitem' }
                : { role: several ? 'menuitemcheckbox' : 'menuitemradio', 'aria-checked': checked })}
              tabIndex={-1}
              onClick={() => {
                if (!several) shut();
                run();
              }}
            >
              <span>{name}</span>
              {hint && <span className="os-menu-hint">{hint}</span>}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
