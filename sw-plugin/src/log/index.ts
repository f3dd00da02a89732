export { CATALOGUE, SERVICES, type ServiceEvents } from './catalogue.ts';
export { type Clock, wallClock } from './clock.ts';
export type {
  Detail,
  Entry,
  Extension,
  LoggedError,
  NewEntry,
  Outcome,
  Payload,
  Service,
  SubscriptionShape,
} from './entry.ts';
export { OffstageError } from './error.ts';
export { DAY, LIMITS, type Limits } from './limits.ts';
export type {
  Change,
  LogReader,
  LogUsage,
  LogWriter,
  ReadOptions,
  Recording,
  RecordingState,
} from './log.ts';
export { openWriter, type WriterOptions } from './open-writer.ts';
export { RECORDING_TIME } from './recording.ts';
export { trackTransactions } from './track-transactions.ts';
