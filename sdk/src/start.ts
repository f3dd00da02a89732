import type { MayUpload } from '@offstage/sw-plugin/internal/upload';
import { fault } from '@offstage/sw-plugin/internal/watch';
import { noLog } from './page/no-log.ts';
import { whenLoaded } from './page/when-loaded.ts';
import { lateClient } from './relay/late-client.ts';
import { type Offstage, type PageOptions, startPage } from './start-page.ts';
import type { UploadOptions } from './upload/upload.ts';

export interface StartOptions extends PageOptions {
  /**
   * Send entries to a server (default: nothing leaves the device). Options are a yes; a promise or a function, which is
   * asked before each round, may say no (`false`). A worker that uploads does what was said last.
   */
  readonly upload?: MayUpload<UploadOptions> | undefined;
}

let started: Offstage | undefined;

/**
 * Starts the page's side of the flight recorder: registers the worker, watches the page's own calls and reports, and
 * gives access to the log. Call it as early as possible; a second call returns what the first one did. Never throws.
 *
 * What is needed later is a file of its own in a build, loaded when it is needed: the log's reading half on the first use
 * of `log`, and what is written once per visit when the page has loaded.
 *
 * @example
 * const { log } = start({ worker: '/sw.js' });
 */
export function start(options: StartOptions = {}): Offstage {
  try {
    started ??= typeof window === 'undefined' ? absent(0) : startHere(window, options);
  } catch {
    // Of all that is in parts here, only the options are the host's own: the page goes on without us.
    started = absent(1);
  }
  return started;
}

function startHere(
  scope: Window & typeof globalThis,
  { upload: sending, ...options }: StartOptions,
): Offstage {
  const page = startPage(
    scope,
    options,
    (...visit) =>
      whenLoaded(
        () => import('./page/record-visit.ts'),
        ({ recordVisit }) => recordVisit(...visit),
        fault,
      ),
    import.meta.url,
  );
  const log = lateClient({
    open: async () => (await import('./open-log.ts')).clientOf(scope, options),
    newest: async (limit) => page.writer?.read(-limit) ?? [],
    now: Date.now,
    onError: (error) => scope.reportError?.(error),
  });
  page.install(() => () => {
    log.close();
    started = undefined;
  });
  if (sending !== undefined) {
    page.install(() =>
      whenLoaded(
        () => import('./upload/upload.ts'),
        ({ upload }) => upload(log, sending).stop,
        fault,
      ),
    );
  }
  return {
    log,
    registration: page.registration,
    get faults() {
      return page.faults;
    },
    stop: page.stop,
  };
}

/** Where there is no page, or none that it could start in. */
function absent(faults: number): Offstage {
  const stop = (): void => {
    started = undefined;
  };
  return { log: noLog(), registration: Promise.resolve(undefined), faults, stop };
}
