import type { Context } from 'hono';
import type { IngestLimits } from './limits.ts';
import { TOO_LARGE, type UnreadBody } from './read-body.ts';

interface Incoming {
  readonly readableEnded?: boolean;
  readonly body?: unknown;
}

/**
 * The body as text where something before us has read it and left it in `body`: `express.json()`, `express.text()` and
 * their like. `undefined` where the request still has it.
 */
export function parsedBody(c: Context, { bodyBytes }: IngestLimits): string | UnreadBody | undefined {
  const { incoming } = (c.env ?? {}) as { incoming?: Incoming };
  const body = incoming?.body;
  if (incoming?.readableEnded !== true || body === undefined || body === null) return undefined;
  const text = textOf(body);
  return text.length > bodyBytes ? TOO_LARGE : text;
}

function textOf(body: unknown): string {
  if (typeof body === 'string') return body;
  if (body instanceof Uint8Array) return new TextDecoder().decode(body);
  return JSON.stringify(body) ?? '';
}
