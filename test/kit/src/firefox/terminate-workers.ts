import type { Protocol } from '../protocol/connect-protocol.ts';
import { inBrowserScope } from './in-browser-scope.ts';

// https://searchfox.org/mozilla-central/source/dom/interfaces/base/nsIServiceWorkerManager.idl
const TERMINATE = `
  const manager = Cc['@mozilla.org/serviceworkers/manager;1'].getService(Ci.nsIServiceWorkerManager);
  const registrations = manager.getAllRegistrations();
  for (let at = 0; at < registrations.length; at += 1) {
    const registration = registrations.queryElementAt(at, Ci.nsIServiceWorkerRegistrationInfo);
    for (const worker of [registration.activeWorker, registration.waitingWorker])
      if (worker) await worker.terminateWorker();
  }`;

/** Stops every worker by force. */
export const terminateWorkers = (browser: Protocol): Promise<void> =>
  inBrowserScope(browser, TERMINATE, 'WORKER_NOT_STOPPED');
