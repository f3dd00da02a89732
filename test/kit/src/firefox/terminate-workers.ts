import type { Protocol } from '../protocol/connect-protocol.ts';

// In the browser's own scope: https://searchfox.org/mozilla-central/source/dom/interfaces/base/nsIServiceWorkerManager.idl
const TERMINATE = `(async () => {
  const manager = Cc['@mozilla.org/serviceworkers/manager;1'].getService(Ci.nsIServiceWorkerManager);
  const registrations = manager.getAllRegistrations();
  for (let at = 0; at < registrations.length; at += 1) {
    const registration = registrations.queryElementAt(at, Ci.nsIServiceWorkerRegistrationInfo);
    for (const worker of [registration.activeWorker, registration.waitingWorker])
      if (worker) await worker.terminateWorker();
  }
  return 'stopped';
})()`;

/** Stops every worker by force. */
export async function terminateWorkers(browser: Protocol): Promise<void> {
  const { contexts } = await browser.send<{ contexts: readonly { context: string }[] }>(
    'browsingContext.getTree',
    {
      'moz:scope': 'chrome',
    },
  );
  const { type, exceptionDetails } = await browser.send<{
    type: string;
    exceptionDetails?: { text: string };
  }>('script.evaluate', {
    expression: TERMINATE,
    target: { context: contexts[0]?.context },
    awaitPromise: true,
  });
  if (type !== 'success') throw new Error(`WORKER_NOT_STOPPED: Firefox says: ${exceptionDetails?.text}`);
}
