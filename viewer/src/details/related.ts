import type { Service } from '@offstage/sw-plugin/log';
import { headOf, type LifetimeRow, rootOf } from '../model/lifetime.ts';
import type { LogModel } from '../model/log-model.ts';

/** One line of the chain. */
export interface ChainLink {
  readonly lifetime: LifetimeRow;
  readonly depth: number;
}

const MOST = 60;

/** Everything that led to a lifetime or followed from it, outermost first. */
export function chainOf(lifetime: LifetimeRow): readonly ChainLink[] {
  const links: ChainLink[] = [];
  const add = (one: LifetimeRow, depth: number): void => {
    if (links.length >= MOST) return;
    if (one.members.length > 0) links.push({ lifetime: one, depth });
    for (const child of one.children) add(child, one.members.length > 0 ? depth + 1 : depth);
  };
  add(rootOf(lifetime), 0);
  return links;
}

/** What the browser tries again under the same tag. */
const TRIED_AGAIN: readonly Service[] = ['backgroundSync', 'periodicBackgroundSync'];
const LATEST = 12;

/** The latest attempts of the sync that a lifetime belongs to, oldest first; empty for other services. */
export function attemptsOf(model: LogModel, lifetime: LifetimeRow): readonly LifetimeRow[] {
  const head = headOf(lifetime);
  const { instanceId, service, detail } = model.entry(head);
  if (!TRIED_AGAIN.includes(service) || !/sync$/.test(detail.type ?? '')) return [];
  const code = model.event.get(head);
  const found: LifetimeRow[] = [];
  for (let at = model.high - 1; at >= model.low && found.length < LATEST; at--) {
    if (model.event.get(at) !== code) continue;
    const other = model.lifetime(at);
    if (other === undefined || headOf(other) !== at) continue;
    if (model.entry(at).instanceId === instanceId) found.push(other);
  }
  return found.reverse();
}

/** How far around an entry reports are looked for. */
const NEAR = 500;

/** Positions of reports that were seen while a lifetime lasted. */
export function reportsDuring(model: LogModel, lifetime: LifetimeRow): readonly number[] {
  const head = headOf(lifetime);
  const from = model.time.get(head);
  const to = model.time.get(lifetime.end ?? head);
  const found: number[] = [];
  for (let at = Math.max(model.low, head - NEAR); at < Math.min(model.high, head + NEAR); at++) {
    const time = model.time.get(at);
    if (time >= from && time <= to && model.entry(at).detail.report !== undefined) found.push(at);
  }
  return found;
}
