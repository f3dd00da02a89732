import { randomBytes } from 'node:crypto';
import { readBody, type Served, serve } from '../loopback/serve.ts';
import { fixed64Field, integerField } from './protobuf.ts';

/** What Chromium sends when a page subscribes: application id, sender (VAPID key) and the like. */
export type Registration = Readonly<Record<string, string>>;

export interface Registrations {
  readonly byToken: ReadonlyMap<string, Registration>;
  readonly flags: readonly string[];
  /** From now on, no site whose origin has this in it can subscribe. */
  refuse(origin: string): void;
  close(): Promise<void>;
}

// https://source.chromium.org/chromium/chromium/src/+/main:google_apis/gcm/protocol/checkin.proto
const checkin = (): Buffer =>
  Buffer.concat([
    integerField(1, 1),
    integerField(3, Date.now()),
    fixed64Field(7, 4611686018427387905n),
    fixed64Field(8, 4611686018427387909n),
  ]);

/** Stands in for Google's check-in and registration: gives every subscription a token. */
export async function startRegistrations(): Promise<Registrations> {
  const byToken = new Map<string, Registration>();
  const refused = new Set<string>();

  function register(form: URLSearchParams): string {
    if (form.get('delete') === 'true') {
      for (const [token, { app, 'X-subtype': subtype }] of byToken) {
        if (app === form.get('app') && subtype === (form.get('X-subtype') ?? undefined))
          byToken.delete(token);
      }
      return `token=${form.get('app')}`;
    }
    // Of the errors, one that Chromium does not try again after.
    if ([...refused].some((origin) => form.get('X-subtype')?.includes(origin))) return 'Error=QUOTA_EXCEEDED';
    const token = `offstage-${randomBytes(24).toString('base64url')}`;
    byToken.set(token, Object.fromEntries(form));
    return `token=${token}`;
  }

  const web: Served = await serve(async (request, response) => {
    const body = await readBody(request);
    if (request.url?.startsWith('/checkin')) {
      response.writeHead(200, { 'content-type': 'application/x-protobuffer' }).end(checkin());
    } else if (request.url?.startsWith('/register')) {
      const answer = register(new URLSearchParams(body.toString()));
      response.writeHead(200, { 'content-type': 'text/plain; charset=UTF-8' }).end(answer);
    } else {
      response.writeHead(404).end();
    }
  });
  return {
    byToken,
    flags: [
      `--gcm-checkin-url=http://127.0.0.1:${web.port}/checkin`,
      `--gcm-registration-url=http://127.0.0.1:${web.port}/register3`,
    ],
    refuse: (origin) => void refused.add(origin),
    close: web.close,
  };
}
