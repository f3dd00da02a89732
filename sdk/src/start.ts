import { type WriterOptions, wallClock } from '@offstage/sw-plugin/log';
import { createJournal, type Journal, reportStates, watchPage } from '@offstage/sw-plugin/page';
import type { LogClient } from './log-client.ts';
import { clientOf, type LogClientOptions } from './open-log.ts';
import { afterLoad } from './page/after-load.ts';
import { holdAliveLock } from './page/hold-alive-lock.ts';
import { locksOf } from './page/locks-of.ts';
import { newId } from './page/new-id.ts';
import { noLog } from './page/no-log.ts';
import { pageIdentity } from './page/page-identity.ts';
import { openPageWriter } from './page/page-writer.ts';
import { register } from './register.ts';
import { recordReports } from './reporting/record-reports.ts';
import { type UploadOptions, upload } from './upload/upload.ts';

export interface WorkerOptions extends RegistrationOptions {
  readonly url: string | URL;
  /** Register at once instead of when the page has loaded. */
  readonly immediate?: boolean;
}

/** The writer's options are those of `install()` in the worker: `record`, `limits`, `redact`. */
export interface StartOptions extends LogClientOptions, Omit<WriterOptions, 'now'> {
  /** The service worker to register, which loads the plugin first. Leave it out when the app registers it itself. */
  readonly worker?: string | URL | WorkerOptions;
  /** Record the reports that this document sees (default true). */
  readonly reports?: boolean;
  /** Ask for the document's own headers once, by a HEAD request, to know its reporting endpoints (default true). */
  readonly endpoints?: boolean;
  /** Send entries to a server (default: nothing leaves the device). */
  readonly upload?: UploadOptions;
}

export interface Offstage {
  readonly log: LogClient;
  /** Undefined where there is no `worker` option or no service worker support. Rejects when the browser refused. */
  readonly registration: Promise<ServiceWorkerRegistration | undefined>;
  /** How many of our own failures were kept from the page so far. */
  readonly faults: number;
  /** Undoes everything but the registration. */
  stop(): void;
}

let started: Offstage | undefined;

/**
 * Starts the page's side of the flight recorder: registers the worker, watches the page's own calls and reports, and
 * opens the log. Call it as early as possible; a second call answers what the first one did. Never throws.
 *
 * @example
 * const { log } = start({ worker: '/sw.js' });
 */
export function start(options: StartOptions = {}): Offstage {
  started ??= typeof window === 'undefined' ? absent() : startIn(window, options);
  return started;
}

function startIn(scope: Window & typeof globalThis, options: StartOptions): Offstage {
  const { worker, reports = true, endpoints = true, wake = true, upload: uploading, ...writing } = options;
  const undos: (() => void)[] = [];
  let faults = 0;
  const fault = (): void => {
    faults += 1;
  };

  /** Whatever fails in here is ours alone: the next part starts all the same. */
  function install(part: () => () => void): void {
    try {
      undos.push(part());
    } catch {
      fault();
    }
  }

  const boot = newId();
  const client = clientOf(scope, wake);
  install(() => {
    const now = wallClock(scope.performance, Date.now);
    const log = openPageWriter(scope, { ...writing, now });
    undos.push(log.close);
    const global = scope as unknown as Journal['scope'];
    const journal = createJournal({ scope: global, now, fault, log }, pageIdentity(scope, boot));
    install(() => watchPage(journal));
    if (reports) install(() => recordReports(journal, { scope, endpoints }));
    return afterLoad(scope, () => install(() => reportStates(journal, client.exchange)));
  });
  install(() => holdAliveLock(scope, locksOf(scope.navigator), boot));
  const registration = registered(worker);
  registration.catch(fault);
  if (uploading) install(() => upload(client, uploading, scope).stop);

  return {
    log: client,
    registration,
    get faults() {
      return faults;
    },
    stop() {
      started = undefined;
      for (const undo of undos.splice(0).reverse()) undo();
      client.close();
    },
  };
}

async function registered(worker: StartOptions['worker']): Promise<ServiceWorkerRegistration | undefined> {
  if (worker === undefined) return undefined;
  if (typeof worker === 'string' || worker instanceof URL) return register(worker);
  const { url, ...options } = worker;
  return register(url, options);
}

/** Where there is no page. */
function absent(): Offstage {
  return { log: noLog(), registration: Promise.resolve(undefined), faults: 0, stop: () => {} };
}
