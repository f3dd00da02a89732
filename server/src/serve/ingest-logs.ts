import type { Log } from './log.ts';

/** What an ingest tells, as lines of the log. */
export function ingestLogs(log: Log): {
  readonly onStoreState: (state: {
    readonly ok: boolean;
    readonly code?: string;
    readonly message?: string;
  }) => void;
  readonly onUndeclaredProxy: () => void;
} {
  return {
    onStoreState: ({ ok, ...state }) =>
      log({ level: ok ? 'info' : 'error', event: ok ? 'store-recovered' : 'store-failing', ...state }),
    onUndeclaredProxy: () =>
      log({
        level: 'warning',
        event: 'proxy-undeclared',
        message:
          'Requests come through a proxy, and nothing was said of it: all its users count as one client. If it is yours, start with --trust-proxy',
      }),
  };
}
