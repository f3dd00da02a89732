interface Stored {
  readonly id: number;
  readonly type: string;
  readonly received: number;
}

const PAUSE = 1000;
/** Chromium posts a minute's reports at once; the rest is slack. */
const PATIENCE = 80_000;

/**
 * Waits until the server has a report that arrived at `endpoint` after `since` (epoch milliseconds). Returns its type
 * and how long that took; undefined when none came within 80 s, or when `signal` says so.
 */
export async function awaitDelivery(
  endpoint: string,
  since: number,
  signal: AbortSignal,
): Promise<{ readonly type: string; readonly after: number } | undefined> {
  const query = new URLSearchParams({ endpoint, from: String(since), limit: '1' });
  for (let waited = 0; waited < PATIENCE && !signal.aborted; waited += PAUSE) {
    const response = await fetch(`/api/reports?${query}`).catch(() => undefined);
    const found: { reports: readonly Stored[] } | undefined = response?.ok
      ? await response.json()
      : undefined;
    const [report] = found?.reports ?? [];
    if (report) return { type: report.type, after: Math.max(0, report.received - since) };
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  return undefined;
}
