/**
 * The sender's half of the push ledger: which pushes were sent, and what the push service answered. Pulls in nothing else of the server.
 *
 * @module
 */
export type { SentPush } from './describe-send.ts';
export { type Ledger, type LedgerCounts, type LedgerOptions, type Note, openLedger } from './open-ledger.ts';
export { deviceOf, keyOf } from './push-key.ts';
export type { Trouble, TroubleCode } from './troubles.ts';
export type { SendOnTheWire } from './wire.ts';
export { type Labels, type SendNotification, type WithLedger, withLedger } from './with-ledger.ts';
