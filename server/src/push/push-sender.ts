import { request } from 'node:https';
import { isIP } from 'node:net';
import { createRateLimit } from '../ingest/rate-limit.ts';
import { isPublicAddress } from './is-public-address.ts';
import { NOT_PUBLIC, publicLookup } from './public-lookup.ts';
import { type PushOptions, vapidOf } from './vapid.ts';

/** What `JSON.stringify(subscription)` gives, as far as a sender needs it. */
export interface PushTarget {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

/** What became of a push. `status` and `said` are the push service's. */
export type PushResult =
  | { readonly kind: 'answered'; readonly status: number; readonly said: string }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'unreached'; readonly why: string }
  | { readonly kind: 'limited' };

export interface PushSender {
  /** Those who subscribe with this key can be sent to. base64url. */
  readonly publicKey: string;
  /** Since the start, by what became of them. */
  readonly counts: Readonly<Record<PushResult['kind'], number>>;
  /** Encrypts, signs and sends. Never rejects. */
  send(target: PushTarget, payload: string): Promise<PushResult>;
}

/** For a person who tries something out. */
const RATE = { burst: 10, perSecond: 1 / 6 };
/** Milliseconds for all of it, and bytes of an answer. */
const PATIENCE = 10_000;
const LONGEST_ANSWER = 1_000;
/** Seconds that the push service keeps a message for a browser that is off. */
const TTL = 60;

/** Throws `PUSH_KEY`. */
export function createPushSender(options: PushOptions): PushSender {
  const vapid = vapidOf(options);
  const { gateway } = options;
  const limit = createRateLimit(RATE);
  const counts = { answered: 0, refused: 0, unreached: 0, limited: 0 };

  async function send({ endpoint, keys }: PushTarget, payload: string): Promise<PushResult> {
    const why = wrongWith(endpoint) ?? wrongKeys(keys);
    if (why !== undefined) return { kind: 'refused', why };
    if (limit.take('all', 1, Date.now()) === 0) return { kind: 'limited' };
    // Most servers never send one.
    const { default: webPush } = await import('web-push');
    let message: { readonly headers: object; readonly body: Buffer | null };
    try {
      message = webPush.generateRequestDetails({ endpoint, keys }, payload, { vapidDetails: vapid, TTL });
    } catch (error) {
      return { kind: 'refused', why: error instanceof Error ? error.message : String(error) };
    }
    const address = gateway === undefined ? endpoint : new URL(new URL(endpoint).pathname, gateway).href;
    try {
      return { kind: 'answered', ...(await post(address, message, gateway === undefined)) };
    } catch (error) {
      const { code = '', message: said } = error as NodeJS.ErrnoException;
      return code === NOT_PUBLIC ? { kind: 'refused', why: said } : { kind: 'unreached', why: code || said };
    }
  }

  return {
    publicKey: vapid.publicKey,
    counts,
    async send(target, payload) {
      const result = await send(target, payload);
      counts[result.kind] += 1;
      return result;
    },
  };
}

const bytesOf = (text: string): number => Buffer.from(text, 'base64url').length;

/** https://www.rfc-editor.org/rfc/rfc8291#section-2 */
const wrongKeys = ({ p256dh, auth }: PushTarget['keys']): string | undefined =>
  bytesOf(p256dh) === 65 && bytesOf(auth) === 16 ? undefined : 'The keys are no 65 and 16 bytes';

/** Why nothing is sent there; undefined where it may be. Names are looked at when they are connected to. */
function wrongWith(endpoint: string): string | undefined {
  if (!URL.canParse(endpoint)) return 'The endpoint is no address';
  const { protocol, username, password, port, hostname } = new URL(endpoint);
  if (protocol !== 'https:') return 'The endpoint is no https address';
  if (username !== '' || password !== '' || port !== '') return 'The endpoint has a user or a port';
  const address = hostname.replace(/^\[|\]$/g, '');
  if (isIP(address) !== 0 && !isPublicAddress(address)) return 'The address is not public';
  return undefined;
}

function post(
  address: string,
  { headers, body }: { readonly headers: object; readonly body: Buffer | null },
  isPublic: boolean,
): Promise<{ readonly status: number; readonly said: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(address, {
      method: 'POST',
      headers: { ...headers },
      // No connection is kept for a message that a person sends now and then.
      agent: false,
      signal: AbortSignal.timeout(PATIENCE),
      ...(isPublic && { lookup: publicLookup }),
    });
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      const chunks: Buffer[] = [];
      let length = 0;
      const done = (): void => {
        const said = Buffer.concat(chunks).toString('utf8').slice(0, LONGEST_ANSWER);
        resolve({ status: response.statusCode ?? 0, said });
        outgoing.destroy();
      };
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        length += chunk.length;
        if (length >= LONGEST_ANSWER) done();
      });
      response.on('end', done);
      response.on('error', reject);
    });
    outgoing.end(body ?? undefined);
  });
}
