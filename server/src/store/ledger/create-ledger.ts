import { OffstageError } from '../../errors.ts';
import { createBatcher } from '../batcher.ts';
import type { Ledger } from './ledger.ts';
import type { NewSend } from './send.ts';

/** What an engine does for it. */
export interface LedgerEngine {
  /** Whether the store was closed. */
  closed(): boolean;
  /** Durable when it resolves. Returns, per send, whether it was new. */
  addSends(sends: readonly NewSend[]): Promise<readonly boolean[]>;
}

export interface OpenLedger extends Ledger {
  /** Resolves once nothing waits to be written any more. */
  drained(): Promise<void>;
}

/** Sends of one request, and characters of them; those of a busy sender wait for those of others. */
const LIMITS = { batch: 1_000, size: 2 ** 20, turn: 200, waiting: 50_000, writes: 1 };
/** Characters of a send besides its texts. */
const SIZE = 200;

export function createLedger(engine: LedgerEngine): OpenLedger {
  const batcher = createBatcher<NewSend>((sends) => engine.addSends(sends), LIMITS, sizeOf);
  return {
    async add(sends, sender = '') {
      if (engine.closed()) throw new OffstageError('STORE_CLOSED');
      const { stored, duplicates } = await batcher.add(sends, sender);
      return { accepted: stored, known: duplicates };
    },
    drained: batcher.drained,
  };
}

function sizeOf({ reason = '', campaign = '', labels }: NewSend): number {
  return SIZE + reason.length + campaign.length + (labels === undefined ? 0 : JSON.stringify(labels).length);
}
