import * as v from 'valibot';
import { LABEL_NAME, LABEL_VALUE } from '../store/ledger/push-filter.ts';
import type { Send } from '../store/ledger/send.ts';

/** Sends in one request. */
export const MOST_SENDS = 1_000;
/** Milliseconds that a send may lie back when it is told of, and ahead of our clock. */
const OLDEST = 31 * 86_400_000;
const NEWEST = 86_400_000;
const MOST_LABELS = 8;
const FEW_LABELS = `must be ${MOST_LABELS} at most`;
const TOO_MANY_LABELS = `labels: ${FEW_LABELS}`;

/** As any store takes it: no NUL, no half of a character. Whole: what is cut would be another one's. */
const text = (longest: number) =>
  v.pipe(
    v.string(),
    v.maxLength(longest),
    v.transform((given) => given.toWellFormed().replaceAll('\0', '\ufffd')),
  );
const some = (longest: number) => v.optional(v.pipe(text(longest), v.minLength(1)));
const hashed = v.pipe(v.string(), v.regex(/^[\w-]{22}$/, 'must be 22 characters of base64url'));
const count = (most: number) => v.optional(v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(most)));

/** One send as it is posted. Members that are unknown here are passed over: a newer sender may know more. */
export const SEND: v.GenericSchema<unknown, Send> = v.pipe(
  v.object({
    id: v.pipe(text(128), v.minLength(1)),
    time: v.pipe(
      v.number(),
      v.check((time) => {
        const now = Date.now();
        return time > now - OLDEST && time < now + NEWEST;
      }, 'must be epoch milliseconds, of the last 31 days'),
    ),
    service: v.pipe(text(255), v.minLength(1), v.regex(/^[^/\\?#@\s]+$/, 'must be a host, without a path')),
    device: v.optional(hashed),
    key: v.optional(hashed),
    message: some(128),
    ttl: count(2 ** 31),
    urgency: v.optional(v.picklist(['very-low', 'low', 'normal', 'high'])),
    topic: some(64),
    campaign: some(128),
    labels: v.optional(
      v.pipe(
        v.record(text(LABEL_NAME), text(LABEL_VALUE)),
        v.check((labels) => Object.keys(labels).length <= MOST_LABELS, FEW_LABELS),
      ),
    ),
    bytes: count(2 ** 31),
    status: v.optional(v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(999))),
    reason: some(256),
    retryAfter: count(2 ** 31),
  }),
  v.check(
    ({ device, message }) => device !== undefined || message !== undefined,
    'needs a device, or a message id where the endpoint is not known',
  ),
);

/** Reads one send, or says what is wrong with it. */
export function sendOf(given: unknown): Send | { readonly problem: string } {
  // Looked at first: the schema would go through each of them before it counts.
  if (Object.keys(Object(Object(given).labels)).length > MOST_LABELS) return { problem: TOO_MANY_LABELS };
  const result = v.safeParse(SEND, given);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue);
  return { problem: `${path === null ? '' : `${path}: `}${issue.message}`.slice(0, 300) };
}
