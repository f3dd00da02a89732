/** A send, as `POST /api/sends` takes it. Times are epoch milliseconds, `ttl` and `retryAfter` seconds. */
export interface SendOnTheWire {
  /** Posted twice, it is counted once. */
  readonly id: string;
  readonly time: number;
  /** Host of the push service. */
  readonly service: string;
  readonly device: string;
  readonly key?: string;
  readonly message?: string;
  readonly ttl?: number;
  readonly urgency?: string;
  readonly topic?: string;
  readonly campaign?: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** Of the payload. */
  readonly bytes?: number;
  /** HTTP status of the push service's answer. None: no answer came. */
  readonly status?: number;
  readonly reason?: string;
  readonly retryAfter?: number;
}
