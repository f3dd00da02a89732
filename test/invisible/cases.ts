import { readdirSync, readFileSync } from 'node:fs';
import { PLUGIN_HERE, type Variant } from './worker-source.ts';

export interface Case {
  /** File name without its ending. */
  readonly name: string;
  readonly source: string;
  /** In pairs: without and with the plugin. */
  readonly variants: readonly (readonly [without: Variant, with_: Variant])[];
}

const folder = new URL('./cases/', import.meta.url);

const pair = (module: boolean): [Variant, Variant] => [
  { plugin: false, module },
  { plugin: true, module },
];

/** One property of a host's worker per file: what it sees must not depend on the plugin. */
export const CASES: readonly Case[] = readdirSync(folder)
  .filter((file) => file.endsWith('.js'))
  .map((file) => {
    const source = readFileSync(new URL(file, folder), 'utf8');
    // In a module worker nothing runs before an import.
    const variants = source.includes(PLUGIN_HERE) ? [pair(false)] : [pair(false), pair(true)];
    return { name: file.replace('.js', ''), source, variants };
  });
