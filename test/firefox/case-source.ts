import { type Variant, workerSource } from '../invisible/worker-source.ts';

// Before everything else, and on the first line, so that the host's own line numbers stay the same.
const ARRIVALS =
  "let arrivals = 0; addEventListener('push', ({ isTrusted }) => { arrivals += isTrusted; }, true); " +
  "addEventListener('message', ({ data, ports }) => { if (data === 'arrivals') ports[0].postMessage(arrivals); }); ";

/** The source of a case's worker where no browser sends a `sync`: a push with the tag as its payload takes its place. */
export function pushCaseSource(source: string, variant: Variant): string {
  const withPush = source
    .replaceAll(/(['"])sync\1/g, "'push'")
    .replaceAll('onsync', 'onpush')
    .replaceAll('SyncEvent(', 'PushEvent(')
    .replaceAll('instanceof SyncEvent', 'instanceof PushEvent')
    .replaceAll(/\b(event|inner|next)\.tag\b/g, '$1.data.text()');
  return ARRIVALS + workerSource(withPush, variant);
}
