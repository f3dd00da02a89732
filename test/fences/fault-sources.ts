/** Runs a part of the platform the first time as if it were broken. */
const once = (owner: string, name: string): string =>
  `{ const whole = ${owner}.${name}; let broken; ${owner}.${name} = function (...args) {
    if (!broken) { broken = true; throw new Error('broken'); }
    return Reflect.apply(whole, this, args);
  }; }`;

/** For each kind of place in which the plugin can fail: what makes it fail there once, before it is loaded. */
export const FAULT_SOURCES: Readonly<Record<string, string>> = {
  'installing, which is undone': `Object.defineProperty(self, 'ServiceWorkerRegistration', { get() { throw new Error('broken'); } });`,
  'what is installed later': `Object.defineProperty(WorkerNavigator.prototype, 'userAgent', { get() { throw new Error('broken'); } });`,
  'a listener that is added': once('Error', 'captureStackTrace'),
  'an event': `Object.defineProperty(PushEvent.prototype, 'data', { get() { throw new Error('broken'); } });`,
  'what no event waits for': `Clients.prototype.matchAll = () => Promise.reject(new Error('broken'));`,
  'the log, which does not open': once('IDBFactory.prototype', 'open'),
  'the channel on which the log tells': once('BroadcastChannel.prototype', 'postMessage'),
  'the lock that says it lives': `LockManager.prototype.request = () => Promise.reject(new Error('broken'));`,
  'the observer of reports': `self.ReportingObserver = function () { throw new Error('broken'); };`,
};
