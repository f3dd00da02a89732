/**
 * The page's side of Offstage.
 *
 * @module
 */

export { type DiagnoseOptions, diagnose, type Finding, lifetimes, RULES } from '@offstage/sw-plugin/doctor';
export type { WorkerState } from '@offstage/sw-plugin/internal/relay';
export type { Envelope, MayUpload, Sent, UploadCounts } from '@offstage/sw-plugin/internal/upload';
export type * from '@offstage/sw-plugin/log';
export { CATALOGUE, OffstageError, SERVICES } from '@offstage/sw-plugin/log';
export { type OnFindingOptions, onFinding } from './findings/on-finding.ts';
export type { LogClient, RelayState } from './log-client.ts';
export { type LogClientOptions, openLog } from './open-log.ts';
export { type ScriptURL, type TrustedScriptURLLike, trustedScriptURL } from './page/trusted-script-url.ts';
export { register } from './register.ts';
export type { ReportingEndpoint } from './reporting/endpoints-of.ts';
export type { ObservedReport } from './reporting/observed-report.ts';
export { readEndpoints } from './reporting/read-endpoints.ts';
export { type WatchReportsOptions, watchReports } from './reporting/watch-reports.ts';
export { type StartOptions, start } from './start.ts';
export type { Offstage, WorkerOptions } from './start-page.ts';
export { type Upload, type UploadOptions, upload } from './upload/upload.ts';
export { withdrawUpload } from './upload/withdraw-upload.ts';
