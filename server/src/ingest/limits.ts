/** Limits on what anyone may send. The specifications set none; these are well above what browsers send. */
export interface IngestLimits {
  /**
   * Bytes of one request body, after decompression. Most have a kilobyte; Chromium puts all that it has for an endpoint
   * into one request, and sixty reports under a long policy are 430 kB.
   */
  readonly bodyBytes: number;
  /** Characters of one report as JSON. */
  readonly reportLength: number;
  /** Reports in one request. */
  readonly reports: number;
  /** Nesting of objects and arrays in one report. */
  readonly depth: number;
  /** Milliseconds that a request body may take to arrive. */
  readonly bodyTime: number;
}

export const DEFAULT_INGEST_LIMITS: IngestLimits = {
  bodyBytes: 512 * 1024,
  reportLength: 64 * 1024,
  reports: 1_000,
  depth: 32,
  bodyTime: 10_000,
};
