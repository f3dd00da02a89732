import type { Protocol } from '../protocol/connect-protocol.ts';

/**
 * Runs a script in the browser's own scope, which `--remote-allow-system-access` opens, and awaits it. Rejects with `code`
 * and what the browser says.
 */
export async function inBrowserScope(browser: Protocol, script: string, code: string): Promise<void> {
  const { contexts } = await browser.send<{ contexts: readonly { context: string }[] }>(
    'browsingContext.getTree',
    { 'moz:scope': 'chrome' },
  );
  const { type, exceptionDetails } = await browser.send<{
    type: string;
    exceptionDetails?: { text: string };
  }>('script.evaluate', {
    expression: `(async () => {${script}})()`,
    target: { context: contexts[0]?.context },
    awaitPromise: true,
  });
  if (type !== 'success') throw new Error(`${code}: Firefox says: ${exceptionDetails?.text}`);
}
