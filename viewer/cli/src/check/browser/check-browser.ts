import { Problem } from '../../problem.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { VERSION } from '../../version.ts';
import type { Results } from '../result.ts';
import { findBrowser } from './find-browser.ts';
import { launch } from './launch.ts';
import { type Look, look } from './look.ts';

/** Looks at an app in a real browser: what runs there is the last word. */
export async function checkBrowser(
  page: URL,
  viewer: string,
  terminal: Terminal,
  results: Results,
): Promise<void> {
  const executable = findBrowser(terminal.env);
  if (executable === undefined) throw new Problem('NO_BROWSER');
  const browser = await launch(executable);
  const stop = (): void => void browser.close();
  terminal.ended.addEventListener('abort', stop);
  try {
    judge(await look(browser, page.href, new URL(viewer, page).href), page, new URL(viewer, page), results);
  } finally {
    terminal.ended.removeEventListener('abort', stop);
    await browser.close();
  }
}

function judge({ seen, viewer, complaints }: Look, page: URL, viewerURL: URL, results: Results): void {
  const { registrations, log } = seen;
  const inScope = registrations.filter(({ scope }) => page.href.startsWith(scope));
  if (registrations.length === 0)
    results.bad(
      'error',
      'BROWSER_NO_WORKER',
      'In the browser the page has no service worker.',
      page.href,
      'Open the page by hand, and read the browser’s console.',
    );
  for (const { script, state, scope } of inScope) {
    if (state === 'activated')
      results.ok(
        'BROWSER_WORKER',
        `In the browser the worker is active in ${new URL(scope).pathname}.`,
        script,
      );
    else
      results.bad(
        'warning',
        'BROWSER_WORKER',
        `In the browser the worker is ${state}.`,
        script,
        'Open the page by hand, and read the browser’s console.',
      );
  }
  if (log === null || log.worker === null)
    results.bad(
      'error',
      'BROWSER_NOT_RECORDED',
      'In the browser the worker records nothing.',
      inScope[0]?.script ?? page.href,
      'Have the worker load the plugin first: npx offstage init',
    );
  else {
    results.ok(
      'BROWSER_RECORDED',
      `In the browser the worker records (plugin ${log.worker}, ${log.entries} entries).`,
      inScope[0]?.script,
    );
    if (log.worker !== VERSION)
      results.bad(
        'warning',
        'PLUGIN_OLD',
        `In the browser the plugin is ${log.worker}, and this is ${VERSION}.`,
        inScope[0]?.script,
        'Copy it again: npx offstage init',
      );
    if (log.late !== null)
      results.bad(
        'error',
        'PLUGIN_LATE',
        `In the browser the plugin was loaded late (${log.late}).`,
        inScope[0]?.script,
        "Make this the worker’s first line: try { importScripts('/offstage-sw.js'); } catch {}",
      );
  }
  if (viewer)
    results.ok(
      'BROWSER_VIEWER',
      'In the browser the viewer is shown, with the worker in charge.',
      viewerURL.href,
    );
  else
    results.bad(
      'error',
      'BROWSER_NO_VIEWER',
      'In the browser something else is shown in the viewer’s place.',
      viewerURL.href,
      seen.controlled
        ? 'The worker may answer it with the app’s page: navigateFallbackDenylist: [/^\\/viewer/]'
        : 'Copy it: npx offstage init, or name its path: --viewer /path',
    );
  for (const complaint of complaints.slice(0, 10))
    results.bad('warning', 'BROWSER_COMPLAINS', `The browser says: ${complaint.slice(0, 300)}`, page.href);
}
