import { VERSION } from '@offstage/sw-plugin/internal/version';
import type { Entry } from '@offstage/sw-plugin/log';

export interface AdviceFacts {
  /** Newest first. */
  readonly entries: readonly Entry[];
  /** The worker that this page has, where it has one. */
  readonly script: string | undefined;
  readonly userAgent: string;
  /** This browser can be pushed to. */
  readonly push: boolean;
  /** When this page was loaded, epoch milliseconds. */
  readonly since: number;
}

/** Android's own mark, and Apple's: what has no `Safari/` is no browser. https://developer.chrome.com/docs/webview */
const WEB_VIEW = /; wv\)|AppleWebKit(?!.*(Safari|Chrome)\/)/;
/** Of Chromium, Firefox, WebKit: "unsupported MIME type ('text/html')", "bad Content-Type of “text/html”", "MIME Type is not a JavaScript MIME type". */
const NO_SCRIPT = /MIME|content-type/i;

/**
 * What keeps this app from being recorded and that its author would hardly notice, as sentences that end with the next
 * step: a copy of the plugin that is old, a web page in place of a worker's script, a WebView without push.
 */
export function advice({ entries, script, userAgent, push, since }: AdviceFacts): readonly string[] {
  const find = (event: string, fits: (entry: Entry) => boolean): Entry['detail'] =>
    entries.find((entry) => entry.event === event && fits(entry))?.detail ?? {};
  const { version = VERSION } = find('Worker started', (entry) => entry.scriptURL === script);
  const { url, error } = find('register() rejected', ({ time }) => time >= since);
  const words: string[] = [];
  if (version !== VERSION)
    words.push(
      `${script} has plugin ${version}, this page ${VERSION}: run npx offstage init, or build the worker anew`,
    );
  if (NO_SCRIPT.test(error?.message ?? ''))
    words.push(`${url} is a web page, no script: put the worker there (vite-plugin-pwa: devOptions.enabled)`);
  if (!push && WEB_VIEW.test(userAgent)) words.push('no push in this WebView: try the app in a browser');
  return words;
}
