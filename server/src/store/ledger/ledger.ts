import type { NewSend, SendsAdded } from './send.ts';

/** What became of every push, as a store keeps it. */
export interface Ledger {
  /** Resolves when the sends are durable; one with an id that is known changes nothing. */
  add(sends: readonly NewSend[], sender?: string): Promise<SendsAdded>;
}
