import { headOf, type LifetimeRow } from '../model/lifetime.ts';
import type { LogModel } from '../model/log-model.ts';
import { byTime } from './order-of-time.ts';
import type { ScanResult } from './scan.ts';

/** The lines of the grid, flat: what is indented and what can be opened. Index 0 is the topmost. */
export interface Rows {
  readonly length: number;
  /** Position of the entry in the model. */
  at(index: number): number;
  /** The lifetime that this line stands for; undefined for a single entry. */
  lifetime(index: number): LifetimeRow | undefined;
  /** 0 for the outermost. */
  depth(index: number): number;
  /** Index of the line for this position; a lifetime's own line comes before its first entry. -1 when it has none. */
  indexOf(position: number): number;
}

export interface RowOptions {
  readonly lifetimes: boolean;
  /** Spans that the person opened or closed, against what the scan proposes. */
  readonly toggled: ReadonlySet<string>;
  readonly newestFirst: boolean;
}

const LIFETIME = 128;

export function createRows(model: LogModel, result: ScanResult, options: RowOptions): Rows {
  const { lifetimes, toggled, newestFirst } = options;
  if (!lifetimes) return flatRows(model, result.rows, newestFirst);
  const positions: number[] = [];
  const kinds: number[] = [];
  const add = (life: LifetimeRow, depth: number): void => {
    positions.push(headOf(life));
    kinds.push(LIFETIME | Math.min(depth, LIFETIME - 1));
    if (!isOpen(life, result, toggled) || !hasInside(life)) return;
    for (const part of inside(model, life)) {
      if (typeof part === 'number') {
        positions.push(part);
        kinds.push(depth + 1);
      } else add(part, depth + 1);
    }
  };
  const { rows } = result;
  for (let i = 0; i < rows.length; i++) {
    const position = rows[newestFirst ? rows.length - 1 - i : i] as number;
    const life = model.lifetime(position);
    if (life === undefined) {
      positions.push(position);
      kinds.push(0);
    } else add(life, 0);
  }
  const kind = (index: number): number => kinds[index] ?? 0;
  return {
    length: positions.length,
    at: (index) => positions[index] ?? 0,
    lifetime: (index) => (kind(index) >= LIFETIME ? model.lifetime(positions[index] as number) : undefined),
    depth: (index) => kind(index) & (LIFETIME - 1),
    indexOf: (position) => positions.indexOf(position),
  };
}

function flatRows(model: LogModel, rows: Int32Array, newestFirst: boolean): Rows {
  const compare = byTime(model.time);
  const turned = (index: number): number => (newestFirst ? rows.length - 1 - index : index);
  return {
    length: rows.length,
    at: (index) => rows[turned(index)] ?? 0,
    lifetime: () => undefined,
    depth: () => 0,
    indexOf(position) {
      let low = 0;
      let high = rows.length - 1;
      while (low <= high) {
        const middle = (low + high) >> 1;
        const found = rows[middle] as number;
        if (found === position) return turned(middle);
        if (compare(found, position) < 0) low = middle + 1;
        else high = middle - 1;
      }
      return -1;
    },
  };
}

/** A lifetime with a single entry and nothing inside needs no opening. */
export const hasInside = (life: LifetimeRow): boolean => life.members.length + life.children.length > 1;

export function isOpen(life: LifetimeRow, result: ScanResult, toggled: ReadonlySet<string>): boolean {
  return result.inside.has(life) !== toggled.has(life.span);
}

/** Entries and lifetimes inside, in order of time. */
function inside(model: LogModel, life: LifetimeRow): readonly (number | LifetimeRow)[] {
  const parts: (number | LifetimeRow)[] = [...life.members, ...life.children.flatMap(shownChild)];
  const position = (part: number | LifetimeRow): number => (typeof part === 'number' ? part : headOf(part));
  const compare = byTime(model.time);
  return parts.sort((a, b) => compare(position(a), position(b)));
}

/** A lifetime without entries of its own has expired from the log; what is below it takes its place. */
const shownChild = (child: LifetimeRow): readonly LifetimeRow[] =>
  child.members.length > 0 ? [child] : child.children.flatMap(shownChild);
