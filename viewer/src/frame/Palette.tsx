import { type KeyboardEvent, type ReactElement, useId, useState } from 'react';
import dialog from '../parts/Dialog.css?inline';
import { Dialog } from '../parts/Dialog.tsx';
import type { Command } from '../state/commands.ts';
import { useStrings } from '../text/use-strings.ts';
import { keysLabel } from './use-shortcuts.ts';

/** The style sheets that it needs. */
export const STYLES: readonly string[] = [dialog];

export interface PaletteProps {
  readonly commands: readonly Command[];
  onClose(): void;
}

/** Every command, by its name. */
export function Palette({ commands, onClose }: PaletteProps): ReactElement {
  const t = useStrings();
  const id = useId();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const words = text.toLowerCase().split(/\s+/);
  const found = commands.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)));
  const at = Math.min(active, found.length - 1);
  const run = (index: number): void => {
    const command = found[index];
    if (command === undefined) return;
    onClose();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const count = Math.max(1, found.length);
    if (event.key === 'ArrowDown') setActive((at + 1) % count);
    else if (event.key === 'ArrowUp') setActive((at - 1 + count) % count);
    else if (event.key === 'Enter') run(at);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={t.commands} onClose={onClose}>
      <input
        className="os-input os-palette-input"
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={at >= 0 ? `${id}${at}` : undefined}
        aria-label={t.commandsHint}
        placeholder={t.commandsHint}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div className="os-palette-list" role="listbox" id={id} aria-label={t.commands}>
        {found.map(({ id: command, label, keys }, index) => (
          <div
            key={command}
            id={`${id}${index}`}
            className="os-palette-item"
            role="option"
            aria-selected={index === at}
            onClick={() => run(index)}
          >
            {label}
            {keys && <kbd>{keysLabel(keys)}</kbd>}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className="os-quiet">{t.noCommand}</p>}
    </Dialog>
  );
}
