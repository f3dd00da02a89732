/** What an installation's log covers. */
export interface DeviceLog {
  readonly install: string;
  /** Epoch milliseconds of the first and the last entry that arrived. */
  readonly since: number;
  readonly until: number;
  /** Only some entries are sent. */
  readonly sampled: boolean;
}

/** A time of which entries are missing, or a moment at which somebody stopped the recording or started it again. */
export interface LogGap {
  readonly install: string;
  readonly kind: 'lost' | 'stopped' | 'started';
  readonly since: number;
  readonly until: number;
}

/** Whether the log has everything from one moment to another. */
export function covers(log: DeviceLog, gaps: readonly LogGap[], from: number, to: number): boolean {
  if (log.sampled || log.since > from || log.until < to) return false;
  const starts = gaps.filter(({ kind }) => kind === 'started').map(({ since }) => since);
  return gaps.every(({ kind, since, until }) => {
    if (kind === 'started') return true;
    const end =
      kind === 'lost'
        ? until
        : Math.min(Number.POSITIVE_INFINITY, ...starts.filter((start) => start >= since));
    return end < from || since > to;
  });
}
