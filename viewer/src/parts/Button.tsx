import type { ButtonHTMLAttributes, ReactElement } from 'react';
import { Icon, type IconName } from './Icon.tsx';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly icon?: IconName;
  readonly filled?: boolean;
  readonly label: string;
  /** Shows the label beside the icon. Without it the label is the tooltip. */
  readonly text?: boolean;
}

/** A toolbar button. Its name is always there for screen readers. */
export function Button({ icon, filled, label, text = false, ...rest }: ButtonProps): ReactElement {
  return (
    <button
      type="button"
      className="os-button"
      {...(!text && { 'aria-label': label, title: label })}
      {...rest}
    >
      {icon && <Icon name={icon} filled={filled === true} />}
      {text && <span>{label}</span>}
    </button>
  );
}
