/**
 * Types of the server's API, for clients: nothing here runs.
 *
 * @module
 */
export type { RejectionSample } from '../ingest/rejection-samples.ts';
export type { Report, ReportFilter, ReportGroup } from '../store/report.ts';
export type { EndpointUse, Facets, FacetValue, Histogram, HistogramBucket } from '../store/store.ts';
export type {
  ApiError,
  ApiSchema,
  AppType,
  Endpoints,
  FilterQuery,
  Funnel,
  GroupsPage,
  PushesPage,
  PushFilterQuery,
  PushStory,
  Rejections,
  ReportsPage,
  SendsTaken,
} from './schema.ts';
