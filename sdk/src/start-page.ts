import { type WriterOptions, wallClock } from '@offstage/sw-plugin/log';
import { createJournal, type Journal, reportStates, watchPage } from '@offstage/sw-plugin/page';
import { guarded } from '@offstage/sw-plugin/watch';
import type { LogClient } from './log-client.ts';
import { clientOf, type LogClientOptions } from './open-log.ts';
import { afterLoad } from './page/after-load.ts';
import { pageIdentity } from './page/page-identity.ts';
import { openPageWriter } from './page/page-writer.ts';
import { register } from './register.ts';
import { recordEndpoints } from './reporting/record-endpoints.ts';
import { recordReports } from './reporting/record-reports.ts';

export interface WorkerOptions extends RegistrationOptions {
  readonly url: string | URL;
  /** Register at once instead of when the page has loaded. */
  readonly immediate?: boolean;
}

/** The writer's options are those of `install()` in the worker: `record`, `limits`, `redact`. */
export interface PageOptions extends LogClientOptions, Omit<WriterOptions, 'now' | 'open'> {
  /** The service worker to register, which loads the plugin first. Leave it out when the app registers it itself. */
  readonly worker?: string | URL | WorkerOptions;
  /** Record the reports that this document sees (default true). */
  readonly reports?: boolean;
  /** Ask for the document's own headers once, by a HEAD request, to know its reporting endpoints (default true). */
  readonly endpoints?: boolean;
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

/** One more part of the page's side. Returns its undo. */
export type Part = (log: LogClient) => () => void;

/**
 * Registers the worker, watches the page's own calls and reports, opens the log, and starts what else there is.
 * Whatever fails in here is ours alone: it is counted, and the next part starts all the same. Never throws.
 */
export function startPage(
  scope: Window & typeof globalThis,
  options: PageOptions,
  ...more: readonly Part[]
): Offstage {
  const { worker, reports = true, endpoints = true, ...writing } = options;
  const undos: (() => void)[] = [];
  let faults = 0;
  const fault = (): void => {
    faults += 1;
  };
  const install = (part: () => () => void): unknown => guarded(fault, () => undos.push(part()));

  const client = clientOf(scope, options);
  install(() => {
    const now = wallClock(scope.performance, Date.now);
    const log = openPageWriter(scope, { ...writing, now });
    const global = scope as unknown as Journal['scope'];
    const journal = createJournal({ scope: global, now, fault, log }, pageIdentity(scope));
    install(() => watchPage(journal));
    if (reports) install(() => recordReports(journal, scope));
    const lateUndo = afterLoad(scope, () => {
      install(() => reportStates(journal, client.exchange));
      if (reports && endpoints) recordEndpoints(journal, scope).catch(fault);
    });
    return () => {
      lateUndo();
      log.close();
    };
  });
  const registration = registered(worker);
  registration.catch(fault);
  for (const part of more) install(() => part(client));

  return {
    log: client,
    registration,
    get faults() {
      return faults;
    },
    stop() {
      for (const undo of undos.splice(0).reverse()) undo();
      client.close();
    },
  };
}

async function registered(worker: PageOptions['worker']): Promise<ServiceWorkerRegistration | undefined> {
  if (!worker) return undefined;
  const { url, ...options } = typeof worker === 'object' && 'url' in worker ? worker : { url: worker };
  return register(url, options);
}
