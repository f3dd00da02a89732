/** Milliseconds. */
const PATIENCE = 10_000;

/**
 * Asks a reporting endpoint as a browser would: a post of reports, none of them in it, which across origins needs the same
 * preflight.
 *
 * @returns its status; undefined where it does not answer, or does not allow this origin; `blocked` where the page's own
 *   policy (connect-src) lets nobody ask
 */
export async function askEndpoint(url: string): Promise<number | 'blocked' | undefined> {
  let blocked = false;
  const onViolation = ({ blockedURI }: SecurityPolicyViolationEvent): void => {
    blocked ||= url.startsWith(blockedURI) || blockedURI.startsWith(url);
  };
  document.addEventListener('securitypolicyviolation', onViolation);
  try {
    const { status } = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/reports+json' },
      body: '[]',
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE),
    });
    return status;
  } catch {
    // The page is told of the violation a moment after the refusal.
    await new Promise((done) => setTimeout(done, 50));
    return blocked ? 'blocked' : undefined;
  } finally {
    document.removeEventListener('securitypolicyviolation', onViolation);
  }
}
