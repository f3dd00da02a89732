/**
 * The way home: what may leave of an entry, and how it is sent so that nothing is lost. For pages and workers alike.
 *
 * @module
 */

export { type Cursor, type CursorOptions, openCursor, type Place } from './cursor.ts';
export { type Envelope, envelope, type Sent } from './envelope.ts';
export { inTurn, TURN } from './in-turn.ts';
export { isRecreated, type Position } from './is-recreated.ts';
export { keepSender } from './keep-sender.ts';
export { keyOf } from './key-of.ts';
export type { GapReason, Losses } from './losses.ts';
export {
  type Answer,
  ask,
  type MayUpload,
  openPermission,
  type PageWord,
  type Permission,
  sayWord,
} from './permission.ts';
export type {
  Origin,
  Rest,
  Sender,
  SenderParts,
  SendOptions,
  UploadCounts,
} from './sender.ts';
export { type StripOptions, strip } from './strip.ts';
