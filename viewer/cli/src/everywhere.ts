import type { Option } from './command.ts';

/** Options that every command has. */
export const EVERYWHERE: readonly Option[] = [
  { name: 'no-color', says: 'no colour; there is none without a terminal, or where NO_COLOR is set' },
  { name: 'help', short: 'h', says: 'this text' },
];
