import { noLog } from './page/no-log.ts';
import { type Offstage, type PageOptions, type Part, startPage } from './start-page.ts';
import { type UploadOptions, upload } from './upload/upload.ts';

export interface StartOptions extends PageOptions {
  /** Send entries to a server (default: nothing leaves the device). */
  readonly upload?: UploadOptions;
}

let started: Offstage | undefined;

/**
 * Starts the page's side of the flight recorder: registers the worker, watches the page's own calls and reports, and
 * opens the log. Call it as early as possible; a second call answers what the first one did. Never throws.
 *
 * @example
 * const { log } = start({ worker: '/sw.js' });
 */
export function start({ upload: sending, ...options }: StartOptions = {}): Offstage {
  const forget = () => () => {
    started = undefined;
  };
  const send: Part = (log) => (sending ? upload(log, sending).stop : () => {});
  started ??= typeof window === 'undefined' ? absent() : startPage(window, options, forget, send);
  return started;
}

/** Where there is no page. */
function absent(): Offstage {
  return { log: noLog(), registration: Promise.resolve(undefined), faults: 0, stop: () => {} };
}
