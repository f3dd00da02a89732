import type { SendFacts } from './send.ts';

/** A send as the ledger has it. */
export interface LedgerSend extends SendFacts {
  readonly id: number;
  readonly time: number;
  readonly key: string;
  readonly message: string;
}
