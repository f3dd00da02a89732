/** Characters of a text that is looked into; no push service takes more than 4 KiB. */
const MOST = 16_384;
const LONGEST = 128;
/** https://www.w3.org/TR/trace-context/#traceparent-header-field-values */
const TRACE = /^[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/;

type Members = Readonly<Record<string, unknown>> | null | undefined;

const idIn = (value: unknown): string | undefined =>
  typeof value === 'string' && value && value.length <= LONGEST ? value : undefined;

/**
 * The message id that a sender has put into a payload: its member `offstage`, at the top or in the data of its notification; a
 * `traceparent` in the same places; what Firebase (`fcmMessageId`) and OneSignal (`custom.i`) put there by themselves.
 * The plugin reads by the same rules (`sw-plugin/src/upload/message-id.ts`).
 */
export function messageIdOf(payload: string): string | undefined {
  // Most payloads are not parsed for nothing.
  if (payload.length > MOST || !/offstage|traceparent|fcmMessageId|custom/.test(payload)) return undefined;
  try {
    return messageIdIn(JSON.parse(payload));
  } catch {
    return undefined;
  }
}

function messageIdIn(payload: Members): string | undefined {
  const places = [payload, (payload?.notification as Members)?.data, payload?.data] as readonly Members[];
  const first = (name: string): string | undefined =>
    places.map((place) => idIn(place?.[name])).find((id) => id);
  const trace = first('traceparent');
  return (
    first('offstage') ??
    (trace && TRACE.test(trace) ? trace : undefined) ??
    idIn(payload?.fcmMessageId) ??
    idIn((payload?.custom as Members)?.i)
  );
}
