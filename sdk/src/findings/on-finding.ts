import type { Finding } from '@offstage/sw-plugin/doctor';
import type { Entry } from '@offstage/sw-plugin/log';
import type { LogClient } from '../log-client.ts';

/** Entries that a diagnosis looks back over. */
const REACH = 5_000;
/** Milliseconds: a burst is diagnosed once, and what follows an end (how many windows were visible) has come. */
const CALM = 500;
/** Problems that are remembered as told. */
const MOST = 1_000;

export interface OnFindingOptions {
  /** Where to start, as in `LogClient.subscribe` (default: from now on; `0`: what the log holds). */
  readonly after?: number | undefined;
}

/**
 * Calls `listener` once with every problem that the doctor finds, not again when it recurs, within about a second of the entry that proves it: not at once,
 * for the entries that follow it may say that all is well. The rules are loaded with the first call. Returns its undo.
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
  /** Ids of what has come since the last diagnosis: a finding about nothing else has to stand the next one. */
  let fresh = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  async function diagnoseNow(): Promise<void> {
    timer = undefined;
    const read = entries;
    const unsettled = fresh;
    fresh = new Set();
    const { diagnose } = await import('@offstage/sw-plugin/doctor');
    // Asked afterwards: a worker that starts meanwhile would be taken for dead.
    const alive = await log.alive();
    for (const finding of diagnose(read, { now: Date.now(), ...(alive && { alive }) })) {
      const { key } = finding;
      if (stopped || told.has(key)) continue;
      if (finding.entries.every((id) => unsettled.has(id))) {
        diagnoseSoon();
        continue;
      }
      told.add(key);
      if (told.size > MOST) told.delete(told.values().next().value as string);
      try {
        listener(finding);
      } catch (error) {
        globalThis.reportError?.(error);
      }
    }
  }

  function diagnoseSoon(): void {
    timer ??= setTimeout(() => void diagnoseNow().catch(() => {}), CALM);
  }

  const unsubscribe = log.subscribe((batch) => {
    entries = [...entries, ...batch].slice(-REACH);
    for (const { id } of batch) fresh.add(id);
    diagnoseSoon();
  }, options);
  return () => {
    stopped = true;
    clearTimeout(timer);
    unsubscribe();
  };
}
