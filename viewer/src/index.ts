/**
 * The viewer: DevTools' Background services panels, for every browser, as a route of an app.
 *
 * @module
 */
export { mountViewer } from './mount-viewer.tsx';
export type { Theme } from './shell/use-theme.ts';
export { fileSource } from './sources/file-source.ts';
export { logSource } from './sources/log-source.ts';
export type {
  EndpointUse,
  Report,
  ReportCounts,
  ReportFilter,
  ReportGroup,
} from './sources/server-api.ts';
export type { ServerOptions, ServerReports } from './sources/server-reports.ts';
export { serverSource } from './sources/server-source.ts';
export type { OlderEntries, Sink, Source, SourceReason, SourceState } from './sources/source.ts';
export { STRINGS, type Strings } from './text/strings.ts';
export { Viewer } from './Viewer.tsx';
export type { ViewerOptions } from './viewer-options.ts';
export { type ViewerRoutesOptions, viewerRoutes } from './viewer-routes.tsx';
