import { createContext, useContext, useEffect, useRef } from 'react';

/** Something that can be done, by key or from the palette. */
export interface Command {
  /** Stable; says nothing to a person. */
  readonly id: string;
  readonly label: string;
  /** `mod` is ⌘ on Apple systems, Ctrl elsewhere; e.g. `mod+e`, `/`, `]`. */
  readonly keys?: string;
  run(): void;
}

/** The lists of commands that are on offer; parts of the view add theirs while they are shown. */
export type CommandLists = Set<{ current: readonly Command[] }>;

export const CommandsContext: React.Context<CommandLists> = createContext<CommandLists>(new Set());

/** Offers commands for as long as the component is shown. */
export function useCommands(commands: readonly Command[]): void {
  const lists = useContext(CommandsContext);
  const list = useRef(commands);
  list.current = commands;
  useEffect(() => {
    lists.add(list);
    return () => {
      lists.delete(list);
    };
  }, [lists]);
}

export const allCommands = (lists: CommandLists): readonly Command[] =>
  [...lists].flatMap(({ current }) => current);
