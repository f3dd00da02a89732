import type { Entry } from '@offstage/sw-plugin/log';
import { thingFailed } from './thing-failed.ts';

/** How a lifetime stands, for a person. `''` is a moment that has no outcome. */
export type Standing = 'ok' | 'failed' | 'silent' | 'terminated' | 'running' | '';

/** Every standing, in the order in which a legend shows them. */
export const STANDINGS: readonly Standing[] = ['ok', 'failed', 'silent', 'terminated', 'running', ''];

/** A `redact` of the app may write any outcome. */
const KNOWN: ReadonlySet<string> = new Set(STANDINGS);

/** One dispatched event or one call, with what happened inside. Positions are the model's. */
export interface LifetimeRow {
  readonly span: string;
  /** Positions of the entries of this lifetime, ascending. */
  readonly members: number[];
  readonly children: LifetimeRow[];
  parent: LifetimeRow | undefined;
  start: number | undefined;
  end: number | undefined;
}

/** How far parents are followed. Deeper nesting does not occur; a made-up log must not make us loop. */
const DEPTH_LIMIT = 64;

export function createLifetime(span: string): LifetimeRow {
  return { span, members: [], children: [], parent: undefined, start: undefined, end: undefined };
}

/** Puts `child` under `parent`, unless that would close a circle. */
export function adopt(parent: LifetimeRow, child: LifetimeRow): void {
  if (child.parent !== undefined) return;
  let above: LifetimeRow | undefined = parent;
  for (let depth = 0; above !== undefined; depth++) {
    if (above === child || depth > DEPTH_LIMIT) return;
    above = above.parent;
  }
  child.parent = parent;
  parent.children.push(child);
}

/** The outermost lifetime that has entries of its own: a parent that expired from the log is not shown. */
export function rootOf(lifetime: LifetimeRow): LifetimeRow {
  let root = lifetime;
  for (let above = lifetime.parent; above !== undefined; above = above.parent) {
    if (above.members.length > 0) root = above;
  }
  return root;
}

/** Position of the first entry. */
export const headOf = (lifetime: LifetimeRow): number => lifetime.start ?? lifetime.members[0] ?? 0;

const BAD_END = /(?: rejected| failed| threw|Uncaught error|Unhandled rejection)$/;

/** The standing of a single entry that belongs to no lifetime. */
export function standingOfMoment(entry: Entry): Standing {
  if (thingFailed(entry)) return 'failed';
  if (entry.detail.outcome !== undefined) return KNOWN.has(entry.detail.outcome) ? entry.detail.outcome : '';
  return entry.detail.error !== undefined || BAD_END.test(entry.event) ? 'failed' : '';
}

/** The standing that the last entry of a lifetime tells. */
export function standingOfEnd(entry: Entry): Standing {
  // What a push showed could not be seen: then nothing is claimed.
  if (entry.event === 'Push event completed' && entry.detail.outcome === undefined)
    return standingOfMoment(entry);
  return standingOfMoment(entry) || 'ok';
}
