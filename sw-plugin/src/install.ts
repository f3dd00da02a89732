import { type LogWriter, openWriter, type WriterOptions, wallClock } from './log/index.ts';
import { later } from './log/native-timing.ts';
import { fault, faultsSoFar, guarded, type Stage, type Undo, undoAll, type WorkerScope } from './platform.ts';
import { createJournal, type Identity, type Journal, newBoot } from './record/journal.ts';
import { recordCalls } from './record/record-calls.ts';
import { recordEvents } from './record/record-events.ts';
import { recordRefusedNotifications } from './record/record-refused-notifications.ts';
import { recordReports } from './record/record-reports.ts';
import { aliveLock, PROTOCOL } from './relay/protocol.ts';
import { serveRelay } from './relay/serve.ts';
import {
  commonCalls,
  EVENT_TYPES,
  eventDefinitions,
  type Line,
  own,
  rememberShows,
  showCalls,
  showContents,
  workerCalls,
} from './services/index.ts';
import { VERSION } from './version.ts';

export interface InstallOptions extends Omit<WriterOptions, 'now' | 'open' | 'wall' | 'script'> {
  /** A clock, epoch milliseconds; the default is the platform's. */
  readonly now?: WriterOptions['now'] | undefined;
  /**
   * Write down what a payment handler is given and gives, and what people reply to notifications, in plain text (default:
   * only its size). `redact` sees what is written.
   */
  readonly contents?: boolean | undefined;
}

/** Marks a scope that has the plugin, whichever copy or version of it came first. */
const INSTALLED: unique symbol = Symbol.for('offstage');

/** What the second script, which uploads, asks: how many events are going on. It is told of each that begins, and writes of pushes. */
type Installed = Undo & { open?: () => number; began?: Journal['began_']; write?: (line: Line) => void };

interface InstalledScope extends WorkerScope {
  [INSTALLED]?: Installed;
}

/**
 * Starts recording this service worker's background services. Call it before anything else in the worker adds a
 * listener, e.g. by `try { importScripts('/offstage-sw.js'); } catch {}` in the first line or `import '@offstage/sw-plugin/auto'` as
 * the first import.
 *
 * The host's code behaves as without it; nothing here throws. Installing twice is one install. Returns the undo,
 * which gives the platform back what is still ours and leaves the log as it is.
 *
 * @example
 * import { install } from '@offstage/sw-plugin';
 * const undo = install({ redact: (entry) => ({ ...entry, metadata: {} }) });
 */
export function install(options: InstallOptions = {}): Undo {
  const scope = globalThis as unknown as InstalledScope;
  if (scope[INSTALLED]) return scope[INSTALLED];
  if (!guarded(() => scope.ExtendableEvent)) return () => undefined;

  const stage: Stage = { scope, undos_: [] };
  // By itself: when the rest fails, and is undone, it says so.
  const relay: Stage = { scope, undos_: [] };
  let identity: Identity | undefined;
  let boot = '';
  const bootId = (): string => (boot ||= newBoot());
  let log: LogWriter | undefined;
  const undo = (): void => undoAll(stage.undos_);
  const installed: Installed = () => {
    undo();
    undoAll(relay.undos_);
    delete scope[INSTALLED];
  };
  // A scope may be closed to what is new: then a second copy does not know of us.
  guarded(() => {
    scope[INSTALLED] = installed;
  });
  try {
    serveRelay(
      relay,
      () => log,
      () => ({ protocol: PROTOCOL, version: VERSION, boot: bootId(), faults: faultsSoFar() }),
    );
    const { now = wallClock(performance, Date.now), contents } = options;
    showContents(contents);
    const journal = createJournal(
      {
        ...stage,
        now,
        log() {
          log ??= openWriter({ ...options, now, wall: options.now ?? Date.now });
          return log;
        },
      },
      () => {
        if (identity) return identity;
        const { location, registration } = scope;
        const origin = `${location.origin}/`;
        identity = {
          context: 'worker',
          boot: bootId(),
          origin,
          storageKey: origin,
          scope: registration.scope,
          scriptURL: location.href,
        };
        return identity;
      },
    );
    installed.open = () => journal.within_().length;
    installed.write = (line) => journal.write('pushMessaging', line);
    journal.began_ = (event, span) => installed.began?.(event, span);
    stage.undos_.push(() => log?.close());
    const time = now();
    recordCalls(journal, rememberShows(showCalls()));
    recordEvents(
      journal,
      EVENT_TYPES,
      eventDefinitions,
      ['PaymentRequestEvent', 'CanMakePaymentEvent', 'AbortPaymentEvent'],
      () => {
        const { userAgent } = scope.navigator;
        journal.write('serviceWorker', own('Worker started', { version: VERSION, userAgent }), { time });
        recordCalls(journal, { ...commonCalls(), ...workerCalls() });
        recordRefusedNotifications(journal);
      },
    );
    recordReports(journal);
    // Held until this worker ends. Not now: the worker is starting up. In time: the first entry is not on the disk before
    // the database has opened, so whoever reads it finds the lock.
    later(() =>
      guarded(() => {
        scope.navigator.locks?.request(aliveLock(bootId()), () => new Promise(() => undefined)).catch(fault);
      }),
    );
  } catch {
    fault();
    undo();
  }
  return installed;
}
