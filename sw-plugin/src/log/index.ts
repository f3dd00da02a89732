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
export { DAY, LIMITS, type Limits, MAX_AGE } from './limits.ts';
export type {
  Change,
  LogReader,
  LogUsage,
  LogWriter,
  ReadOptions,
  Recording,
  RecordingState,
  Removed,
} from './log.ts';
export { openWriter } from './open-writer.ts';
export { RECORDING_TIME } from './recording.ts';
export { trackTransactions } from './track-transactions.ts';
export { type WriterOptions, writeLog } from './write-log.ts';
