/** What `JSON.stringify(subscription)` gives, as far as a sender needs it. */
export interface GivenSubscription {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
  /** base64url of the public key that it was made with; `''` where the browser does not tell. */
  readonly applicationServerKey: string;
}

/** One word for a POSIX shell, whatever is in it. */
export const shellQuote = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/**
 * The line that sends a push to a subscription with the command of `web-push`. The private key stays in a variable of the
 * shell: it has no place in a line that is kept in a history.
 */
export function pushCommand(subscription: GivenSubscription, payload: string): string {
  const { endpoint, keys, applicationServerKey } = subscription;
  const options = {
    endpoint,
    key: keys.p256dh,
    auth: keys.auth,
    payload,
    ttl: '60',
    'vapid-subject': 'mailto:you@example.com',
    'vapid-pubkey': applicationServerKey,
  };
  const words = Object.entries(options)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `--${name}=${shellQuote(value)}`);
  return ['npx web-push send-notification', ...words, '--vapid-pvtkey="$VAPID_PRIVATE_KEY"'].join(' ');
}
