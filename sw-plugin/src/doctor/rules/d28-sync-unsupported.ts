import { detailOf, list, text } from '../detail-readers.ts';
import type { Rule } from '../rule.ts';

const NEEDED: Readonly<Record<string, string>> = {
  sync: 'Background Sync',
  periodicsync: 'Periodic Background Sync',
  backgroundfetchsuccess: 'Background Fetch',
};

/** The worker listens for events that this browser never fires. Only Chromium has these services. */
export const syncUnsupported: Rule = {
  id: 'D28',
  title: 'This browser lacks a service that the worker relies on',
  severity: 'info',
  checks: 'The browser has the background services that the worker has listeners for.',
  needs: 'Listened event types (detail.handles) of a worker in Firefox or WebKit.',
  link: 'https://developer.mozilla.org/en-US/docs/Web/API/Background_Synchronization_API#browser_compatibility',
  find(history, found) {
    for (const boot of history.boots.values()) {
      const engine = boot.context === 'worker' ? history.engineOf(boot.boot) : undefined;
      if (!boot.handling || (engine !== 'firefox' && engine !== 'webkit')) continue;
      const { handling } = boot;
      for (const type of list(detailOf(handling).handles)) {
        const api = NEEDED[text(type) ?? ''];
        if (!api) continue;
        found({
          key: api,
          proof: [handling],
          words: () => ({
            title: `This browser has no ${api}`,
            cause: `The worker listens for ${text(type)} events; only Chromium-based browsers fire them.`,
            fix: 'Do the same work where the browser allows it: at page load, when the online event fires, or in the page while it is open.',
          }),
        });
      }
    }
  },
};
