import type { Payload } from '@offstage/sw-plugin/log';

/** The payload as text; undefined when its bytes are no UTF-8. */
export function payloadText(payload: Payload): string | undefined {
  if (payload.text !== undefined) return payload.text;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(payloadBytes(payload));
  } catch {
    return undefined;
  }
}

/** The value of a JSON text that is an object or an array. */
export function payloadJson(text: string | undefined): { readonly value: object } | undefined {
  if (text === undefined || !/^\s*[{[]/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { value } : undefined;
  } catch {
    return undefined;
  }
}

/** Does it describe a notification by itself? https://www.w3.org/TR/push-api/#declarative-push-message */
export const isDeclarative = (json: object | undefined): boolean =>
  (json as { readonly web_push?: unknown } | undefined)?.web_push === 8030;

/** The bytes that were kept; none where only a size is known. */
export function payloadBytes(payload: Payload): Uint8Array {
  if (payload.text !== undefined) return new TextEncoder().encode(payload.text);
  try {
    return Uint8Array.from(atob(payload.base64 ?? ''), (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}
