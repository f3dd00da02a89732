import type { Entry } from '../../log/entry.ts';
import type { Boot } from '../boot.ts';
import type { Rule } from '../rule.ts';

/** Two scripts for one scope: a scope has one registration, so whoever registers last replaces the other. */
export const replacedWorker: Rule = {
  id: 'D15',
  title: 'Two worker scripts compete for one scope',
  severity: 'error',
  checks: 'Each scope is served by one worker script.',
  needs: 'Scope and script URL of every worker start.',
  link: 'https://github.com/OneSignal/OneSignal-Website-SDK/issues/519',
  find(history, found) {
    const firstOf = new Map<string, Entry>();
    const scopes = new Map<string, Boot[]>();
    for (const boot of history.boots.values()) {
      if (boot.context !== 'worker' || !boot.scope) continue;
      const boots = scopes.get(boot.scope);
      if (boots) boots.push(boot);
      else scopes.set(boot.scope, [boot]);
    }
    const competing = [...scopes.values()].filter((boots) => new Set(boots.map(nameOf)).size > 1);
    if (competing.length === 0) return;
    for (const entry of history.entries) if (!firstOf.has(entry.boot)) firstOf.set(entry.boot, entry);
    for (const boots of competing) {
      const changes = boots.filter(
        (boot, index) => index > 0 && nameOf(boot) !== nameOf(boots[index - 1] as Boot),
      );
      const newest = changes.at(-1) as Boot;
      const before = boots[boots.indexOf(newest) - 1] as Boot;
      const entry = firstOf.get(newest.boot);
      const old = firstOf.get(before.boot);
      if (!entry || !old) continue;
      const back = changes.length > 1;
      found({
        proof: [entry, old],
        words: () => ({
          severity: back ? 'error' : 'warning',
          title: back ? this.title : 'The worker of this scope was replaced by another script',
          cause: `${nameOf(before)} and ${nameOf(newest)} were both registered for ${newest.scope}. A scope has one worker: the handlers of the one that was replaced no longer run, and what it had subscribed to goes to the other.`,
          fix: 'Register one script per scope: import the other with importScripts(), or give the library a scope of its own.',
        }),
      });
    }
  },
};

/** The script's path without what a build changes in it (`sw-3f9a1c.js`, `sw.v2.js`, `?v=7`): a new version is no rival. */
function nameOf({ scriptURL }: Boot): string {
  const path = scriptURL.replace(/[?#].*$/, '').replace(/^[a-z-]+:\/\/[^/]*/i, '');
  return path.replace(/[-._](?:v?\d[\d.]*|(?=[\w-]*\d)[\w-]{6,})(?=\.)/gi, '');
}
