import { createJournal, type Journal, watchPage } from '@offstage/sw-plugin/internal/page';
import { fault, faultsSoFar, guarded } from '@offstage/sw-plugin/internal/watch';
import { type WriterOptions, wallClock } from '@offstage/sw-plugin/log';
import type { LogClient } from './log-client.ts';
import type { LogClientOptions } from './open-log.ts';
import { afterLoad } from './page/after-load.ts';
import { pageIdentity } from './page/page-identity.ts';
import { pageScript } from './page/page-script.ts';
import { openPageWriter, type PageWriter } from './page/page-writer.ts';
import type { recordStates } from './page/record-states.ts';
import type { ScriptURL } from './page/trusted-script-url.ts';
import { register } from './register.ts';
import { recordReports } from './reporting/record-reports.ts';

/** Where a page is recorded: in its `window`, whichever copy of this does it. */
const recorded: unique symbol = Symbol.for('offstage');

export interface WorkerOptions extends RegistrationOptions {
  readonly url: ScriptURL;
  /** Register at once instead of when the page has loaded. */
  readonly immediate?: boolean | undefined;
}

/** The writer's options are those of `install()` in the worker: `record`, `limits`, `redact`. */
export interface PageOptions
  extends LogClientOptions,
    Omit<WriterOptions, 'now' | 'wall' | 'script' | 'open'> {
  /** The service worker to register, which loads the plugin first. Leave it out when the app registers it itself. */
  readonly worker?: ScriptURL | WorkerOptions | undefined;
  /** Record the reports that this document sees (default true). */
  readonly reports?: boolean | undefined;
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

/** The page's side but for reading the log, which each entry adds in its own way. */
export interface Page extends Omit<Offstage, 'log'> {
  /** Starts one more part, which returns its undo. What fails in it is counted. */
  install(part: () => () => void): void;
  /** Undefined where it could not be opened, and where another copy of the SDK records this page. */
  readonly writer: PageWriter | undefined;
}

/**
 * Registers the worker, watches the page's own calls and reports, and with `report` tells how things stand when the page
 * has loaded. `script` is the URL of the script that calls. Whatever fails in here is ours alone: it is counted, and the next part starts all the same. Never throws.
 */
export function startPage(
  scope: Window & typeof globalThis,
  options: PageOptions,
  report: typeof recordStates,
  script: string | undefined,
): Page {
  const { worker, reports = true, ...writing } = options;
  const undos: (() => void)[] = [];
  let writer: PageWriter | undefined;
  const install: Page['install'] = (part) => guarded(() => undos.push(part()));

  install(() => {
    // The script and the package in one page, or two copies of either: one of them records, or all would be there twice.
    if (recorded in scope) return () => undefined;
    Object.defineProperty(scope, recorded, { configurable: true });
    undos.push(() => Reflect.deleteProperty(scope, recorded));
    const now = wallClock(scope.performance, Date.now);
    const log = openPageWriter(scope, { ...writing, now, wall: Date.now, script: pageScript(script) });
    writer = log;
    // First, so that it is undone last: what the others still tell when they are undone is written.
    install(() => log.close);
    const global = scope as unknown as Journal['scope'];
    const identity = pageIdentity(scope);
    const journal = createJournal({ scope: global, undos_: [], now, log: () => log }, () => identity);
    install(() => watchPage(journal));
    if (reports) install(() => recordReports(journal, scope));
    return afterLoad(scope, () => install(() => report(journal, log)));
  });
  const registration = registered(worker);
  registration.catch(fault);

  return {
    install,
    writer,
    registration,
    get faults() {
      return faultsSoFar();
    },
    stop() {
      for (const undo of undos.splice(0).reverse()) guarded(undo);
    },
  };
}

async function registered(worker: PageOptions['worker']): Promise<ServiceWorkerRegistration | undefined> {
  if (!worker) return undefined;
  const { url, ...options } = typeof worker === 'object' && 'url' in worker ? worker : { url: worker };
  return register(url, options);
}
