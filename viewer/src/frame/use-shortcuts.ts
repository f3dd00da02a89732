import { type RefObject, useEffect } from 'react';
import { allCommands, type CommandLists } from '../state/commands.ts';

const APPLE = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

/** Keys as a person reads them. */
export function keysLabel(keys: string): string {
  return keys.replace('mod+', APPLE ? '⌘' : 'Ctrl+').replace(/[a-z]$/, (letter) => letter.toUpperCase());
}

/** The key of an event, in the form of `Command.keys`. */
export function keyOf(event: Pick<KeyboardEvent, 'key' | 'metaKey' | 'ctrlKey'>): string {
  const mod = APPLE ? event.metaKey : event.ctrlKey;
  return mod ? `mod+${event.key.toLowerCase()}` : event.key;
}

/**
 * Runs commands by their keys, while the focus is in the viewer, or nowhere. What the page has handled, and what is typed
 * into a field, is left alone.
 */
export function useShortcuts(root: RefObject<HTMLElement | null>, lists: CommandLists): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || event.isComposing) return;
      const [target] = event.composedPath();
      const inside = root.current !== null && event.composedPath().includes(root.current);
      if (!inside && target !== document.body) return;
      const keys = keyOf(event);
      if (isField(target) && !keys.startsWith('mod+')) return;
      const command = allCommands(lists).find((one) => one.keys === keys);
      if (command === undefined) return;
      event.preventDefault();
      command.run();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [root, lists]);
}

function isField(target: EventTarget | undefined): boolean {
  return target instanceof HTMLElement && target.matches('input:not([type=checkbox]), textarea, select');
}
