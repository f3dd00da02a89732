import { type Breakable, breakIt, type Damage, spyOn } from './breakable.ts';
import { ECMASCRIPT_NAMES } from './ecmascript-names.ts';

/** What the host of a fence has seen. */
export interface FenceState {
  /** Payloads of the pushes that it handled. */
  readonly pushes: readonly string[];
  /** What its listeners for `error` and `unhandledrejection` were told: none of it is the host's own. */
  readonly errors: readonly string[];
  /** What of the platform was used by now, where that is looked at. */
  readonly used?: readonly Breakable[];
}

/** A host that relies on nothing that may be broken later: what it needs of the platform it keeps. One line. */
const HOST = `
(() => {
  const { apply } = Reflect;
  const bound = (owner, name) => { const method = owner[name]; return (self, ...args) => apply(method, self, args); };
  const add = bound(EventTarget.prototype, 'addEventListener');
  const waitUntil = bound(ExtendableEvent.prototype, 'waitUntil');
  const post = bound(MessagePort.prototype, 'postMessage');
  const text = bound(PushMessageData.prototype, 'text');
  const getter = (owner, name) => { const { get } = Object.getOwnPropertyDescriptor(owner, name); return (self) => apply(get, self, []); };
  const data = getter(PushEvent.prototype, 'data');
  const sent = getter(ExtendableMessageEvent.prototype, 'data');
  const ports = getter(ExtendableMessageEvent.prototype, 'ports');
  const message = getter(ErrorEvent.prototype, 'message');
  const reason = getter(PromiseRejectionEvent.prototype, 'reason');
  const skip = self.skipWaiting.bind(self);
  const settled = Promise.resolve();
  const pushes = [], errors = [];
  self.listen = () => {
    add(self, 'install', () => { skip(); });
    add(self, 'push', (event) => { waitUntil(event, settled); pushes.push(text(data(event))); });
    add(self, 'error', (event) => { errors.push(message(event)); });
    add(self, 'unhandledrejection', (event) => { errors.push(String(reason(event))); });
    add(self, 'message', (event) => { if (sent(event) === 'state') post(ports(event)[0], { pushes, errors, used: self.inventory?.() }); });
  };
})();`.replaceAll('\n', ' ');

/** Before the plugin: the host keeps what it needs, then one part of the platform is broken. */
export const breakScript = (broken: Breakable, damage: Damage): string =>
  `${HOST} (${breakIt})(${JSON.stringify(broken)}, '${damage}');`;

/** The worker of one fence. In a module worker nothing runs before an import, so that `break.js` is one. */
export const fenceWorker = (broken: Breakable, damage: Damage, module: boolean): string =>
  module
    ? `import './break.js'; import '/offstage-sw.js'; listen();`
    : `${breakScript(broken, damage)} importScripts('/offstage-sw.js'); listen();`;

/** A worker that tells what of the platform was used in it. */
export const inventoryWorker = (named: readonly string[]): string =>
  `${HOST} self.inventory = (${spyOn})(${JSON.stringify(named)}, ${JSON.stringify(ECMASCRIPT_NAMES)}); importScripts('/offstage-sw.js'); listen();`;
