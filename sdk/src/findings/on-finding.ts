import type { Finding } from '@offstage/sw-plugin/doctor';
import type { Entry } from '@offstage/sw-plugin/log';
import type { LogClient } from '../log-client.ts';

/** Entries that a diagnosis looks back over. */
const REACH = 5_000;
/** Milliseconds: a burst is diagnosed once. */
const CALM = 500;

export interface OnFindingOptions {
  /** Where to start, as in `LogClient.subscribe` (default: from now on; `0`: what the log holds). */
  readonly after?: number;
}

/**
 * Calls `listener` once with every finding of the doctor: soon after the entry that proves it was written. The rules
 * are loaded with the first call. Returns its undo.
 *
 * @example
 * const stop = onFinding(log, (finding) => console.warn(finding.title, finding.fix));
 */
export function onFinding(
  log: Pick<LogClient, 'subscribe' | 'alive'>,
  listener: (finding: Finding) => void,
  options: OnFindingOptions = {},
): () => void {
  const told = new Set<string>();
  let entries: readonly Entry[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  async function diagnoseNow(): Promise<void> {
    timer = undefined;
    const { diagnose } = await import('@offstage/sw-plugin/doctor');
    const alive = await log.alive();
    for (const finding of diagnose(entries, { now: Date.now(), ...(alive && { alive }) })) {
      const key = `${finding.rule} ${finding.entries[0]}`;
      if (stopped || told.has(key)) continue;
      told.add(key);
      try {
        listener(finding);
      } catch (error) {
        globalThis.reportError?.(error);
      }
    }
  }

  const unsubscribe = log.subscribe((batch) => {
    entries = [...entries, ...batch].slice(-REACH);
    timer ??= setTimeout(() => void diagnoseNow().catch(() => {}), CALM);
  }, options);
  return () => {
    stopped = true;
    clearTimeout(timer);
    unsubscribe();
  };
}
