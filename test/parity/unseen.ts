/**
 * What the browser's own recorder logs and no script can see, by name, with the reason. It is the ceiling of parity:
 * measured on real activity, so that nothing is excused that could be had.
 */
export interface Unseen {
  readonly event: string;
  /** A metadata key, or `instanceId`, or nothing for the event as a whole. */
  readonly key?: string;
  /** Only where the browser's metadata say this. */
  readonly when?: Readonly<Record<string, string>>;
  readonly reason: string;
}

const BACK_OFF = 'the browser keeps its back-off and schedule to itself';
const GIVEN_UP = 'the browser gives up by itself; our start stays without an end';
const BROWSER_ONLY = 'happens in the browser before any script runs';
const NO_DETAILS = 'CanMakePaymentEvent carries neither methods nor origins in this browser';

export const UNSEEN: readonly Unseen[] = [
  { event: 'sync event failed', key: 'Next Attempt Delay (ms)', reason: BACK_OFF },
  { event: 'periodicsync event failed', key: 'Next Attempt Delay (ms)', reason: BACK_OFF },
  { event: 'periodicsync event completed', key: 'Next Attempt Delay (ms)', reason: BACK_OFF },
  { event: 'Got next event delay', reason: BACK_OFF },
  {
    event: 'sync event failed',
    when: { 'Failure Reason': 'timeout' },
    reason: GIVEN_UP,
  },
  { event: 'Sync completed', when: { Status: 'timeout' }, reason: GIVEN_UP },

  { event: 'Background Fetch started', reason: 'the scheduler lets it begin; a page sees only its progress' },
  {
    event: 'Request processing started',
    reason: 'the download service begins; a page sees only its progress',
  },
  {
    event: 'Background Fetch completed',
    key: 'Failure Reason',
    when: { 'Failure Reason': 'CANCELLED_BY_DEVELOPER' },
    reason: 'the event does not say whether script aborted it or the person did',
  },

  { event: 'Push message received', reason: 'the browser receives and decrypts; script sees the dispatch' },
  { event: 'Push message received', key: 'instanceId', reason: 'message ids never reach the worker' },
  { event: 'Push event dispatched', key: 'instanceId', reason: 'message ids never reach the worker' },
  { event: 'Push event completed', key: 'instanceId', reason: 'message ids never reach the worker' },
  { event: 'Generic notification shown', key: 'instanceId', reason: 'message ids never reach the worker' },
  {
    event: 'Push message received',
    key: 'Error Reason',
    reason: 'a message that cannot be decrypted is dropped',
  },

  { event: 'Install payment handler', reason: BROWSER_ONLY },
  { event: 'Install payment handler result', reason: BROWSER_ONLY },
  { event: 'Can make payment', key: 'instanceId', reason: NO_DETAILS },
  { event: 'Can make payment', key: 'Method Name', reason: NO_DETAILS },
  { event: 'Can make payment', key: 'Method Data', reason: NO_DETAILS },
  { event: 'Can make payment', key: 'Merchant Top Origin', reason: NO_DETAILS },
  { event: 'Can make payment', key: 'Merchant Payment Request Origin', reason: NO_DETAILS },
  { event: 'Can make payment response', key: 'instanceId', reason: NO_DETAILS },
  { event: 'Abort payment', key: 'instanceId', reason: 'AbortPaymentEvent does not say which payment' },
  {
    event: 'Abort payment response',
    key: 'instanceId',
    reason: 'AbortPaymentEvent does not say which payment',
  },
];

/** Why script can't see it; undefined where it can. `metadata` are the browser's. */
export const reasonUnseen = (
  event: string,
  key: string | undefined,
  metadata: Readonly<Record<string, string>>,
): string | undefined =>
  UNSEEN.find(
    (each) =>
      each.event === event &&
      each.key === key &&
      Object.entries(each.when ?? {}).every(([name, value]) => metadata[name] === value),
  )?.reason;
