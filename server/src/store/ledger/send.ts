/** What a sender says of one push that it has handed to a push service. */
export interface Send {
  /** The sender's own; posted twice it counts once. */
  readonly id: string;
  /** Epoch milliseconds, by the sender's clock. */
  readonly time: number;
  /** Host of the push service. */
  readonly service: string;
  /** Salted hash of the endpoint; absent where the sender does not know it, which needs a `message` then. */
  readonly device?: string | undefined;
  /** Salted hash over endpoint and plaintext. */
  readonly key?: string | undefined;
  /** An id that the push itself carries. */
  readonly message?: string | undefined;
  /** Seconds. */
  readonly ttl?: number | undefined;
  readonly urgency?: 'very-low' | 'low' | 'normal' | 'high' | undefined;
  readonly topic?: string | undefined;
  readonly campaign?: string | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** Of the payload. */
  readonly bytes?: number | undefined;
  /** HTTP status of the push service; absent where no answer came. */
  readonly status?: number | undefined;
  readonly reason?: string | undefined;
  /** Seconds that the push service asked to wait. */
  readonly retryAfter?: number | undefined;
}

/** A send on its way into the ledger. */
export interface NewSend extends Send {
  /** Epoch milliseconds at which it was posted. */
  readonly received: number;
}

/** What only the story of a push tells, and its join; kept as JSON. */
export type SendFacts = Pick<
  Send,
  'ttl' | 'urgency' | 'topic' | 'bytes' | 'status' | 'reason' | 'retryAfter'
>;

/** What became of one call of `add`: each send is either new or known already. */
export interface SendsAdded {
  readonly accepted: number;
  readonly known: number;
}

/** Whether the push service took it; no answer is neither a yes nor a no. */
export function isRefused({ status }: Pick<Send, 'status'>): boolean {
  return status !== undefined && (status < 200 || status > 299);
}

/** What is joined at a time: all pushes to one device, or, where the sender does not know the device, those of one message id. */
export function unitOf({ device, message }: Pick<Send, 'device' | 'message'>): string {
  return device ?? `${MESSAGE_UNIT}${message ?? ''}`;
}

/** No device's hash has a colon in it. */
export const MESSAGE_UNIT = 'm:';
