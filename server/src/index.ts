/**
 * Receives what browsers report, stores it before it acknowledges, and serves the API and the viewer.
 *
 * @module
 */
export * from './api/index.ts';
export type { AppSettings, Apps } from './apps/app-settings.ts';
export { type AppOptions, createApp } from './create-app.ts';
export { type ErrorCode, OffstageError } from './errors.ts';
export type { IngestOptions } from './ingest/ingest.ts';
export { DEFAULT_INGEST_LIMITS, type IngestLimits } from './ingest/limits.ts';
export type { IngestPolicy } from './ingest/policy.ts';
export type { Rate } from './ingest/rate-limit.ts';
export { loadViewer, type ViewerFile, type ViewerFiles } from './serve/load-viewer.ts';
export { jsonLog, type Log, type LogRecord } from './serve/log.ts';
export { DEFAULT_RETENTION, type RetentionOptions, startRetention } from './serve/start-retention.ts';
export { type RunningApp, type RunningServer, type ServerOptions, startServer } from './start-server.ts';
export type { Ledger } from './store/ledger/ledger.ts';
export type { PushFilter } from './store/ledger/push-filter.ts';
export type { SplitBy } from './store/ledger/push-funnel.ts';
export type { PlacedPush, Push, PushesQuery, PushPlace } from './store/ledger/push-queries.ts';
export type { NewSend, Send, SendsAdded } from './store/ledger/send.ts';
export { openStore } from './store/open-store.ts';
export { slotOf } from './store/slot.ts';
export type { Added, GroupsQuery, ListQuery, NewReport, Retention, Store } from './store/store.ts';
