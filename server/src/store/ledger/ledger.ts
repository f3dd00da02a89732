import type { ShapeOf } from '../../shapes.ts';
import type { PushFilter } from './push-filter.ts';
import type { SplitBy } from './push-funnel.ts';
import type { PlacedPush, PushesQuery, PushStory } from './push-queries.ts';
import type { NewSend, SendsAdded } from './send.ts';

/** What became of every push, as a store keeps it. */
export interface Ledger {
  /** Resolves when the sends are durable; one with an id that is known changes nothing. */
  add(sends: readonly NewSend[], sender?: string): Promise<SendsAdded>;
  /** Newest first. `behind`: what came last is not in it yet. */
  pushes(query: PushesQuery): Promise<{ readonly pushes: readonly PlacedPush[]; readonly behind: boolean }>;
  /** By the sender's id, else by the key of its message the newest. */
  push(key: string): Promise<PushStory | undefined>;
  funnel(filter: PushFilter, by?: SplitBy): Promise<ShapeOf<'Funnel'>>;
  /** Why subscriptions vanished, and what senders are warned of. */
  findings(filter: PushFilter): Promise<ShapeOf<'PushFindings'>>;
  /** Pushes with a larger number, in order of arrival: for an export. */
  after(id: number, limit: number, filter: PushFilter): Promise<readonly PlacedPush[]>;
  /** Resolves when all that has come so far is taken into account. */
  follow(): Promise<void>;
}
