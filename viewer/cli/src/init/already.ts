import type { App } from './app.ts';

/** What of Offstage an app has by lines of its own, so that init does not put it in a second time. */
export interface Already {
  /** The file that has the viewer as a route, or as a component. */
  readonly route: string | undefined;
  /** The file that starts the page's side. */
  readonly started: string | undefined;
}

const SOURCE = /\.([mc]?[jt]sx?|vue|svelte|astro)$/;
const NOT_APP =
  /\.(test|spec|d)\.[mc]?[jt]sx?$|(^|\/)(tests?|__mocks__|e2e)\/|(^|\/)viewer\/assets\/|(^|\/)offstage(-sw)?\.js$/;

/** Looks through the app's sources. */
export function findAlready(app: App): Already {
  let route: string | undefined;
  let started: string | undefined;
  for (const file of app.files) {
    if (!SOURCE.test(file) || NOT_APP.test(file)) continue;
    const code = app.read(file) ?? '';
    if (!code.includes('@offstage/')) continue;
    if (/['"]@offstage\/viewer(\/route)?['"]/.test(code)) route ??= file;
    if (/['"]@offstage\/sdk(\/start)?['"]/.test(code) && /\bstart\b/.test(code)) started ??= file;
  }
  return { route, started };
}
