import type { Entry } from '../../log/entry.ts';
import { addTo } from '../add-to.ts';
import type { Boot } from '../boot.ts';
import type { Rule } from '../rule.ts';
import type { TracedLifetime } from '../traced-lifetime.ts';

/** Two scripts for one scope: a scope has one registration, so whoever registers last replaces the other. */
export const replacedWorker: Rule = {
  id: 'D15',
  title: 'Two worker scripts compete for one scope',
  link: 'https://github.com/OneSignal/OneSignal-Website-SDK/issues/519',
  find(history, found) {
    const firstOf = new Map<string, Entry>();
    const scopes = new Map<string, Boot[]>();
    const installs = history.events_('install').filter(isFailedInstall);
    const broken = new Set([...history.named_('Uncaught error'), ...installs].map(({ boot }) => boot));
    for (const boot of history.boots_.values()) {
      if (boot.context !== 'worker' || !boot.scope) continue;
      // A script that failed while it was evaluated or installed has replaced nobody.
      if (broken.has(boot.boot) && boot.events_.every(isFailedInstall)) continue;
      addTo(scopes, boot.scope, boot);
    }
    const competing = [...scopes.values()].filter((boots) => new Set(boots.map(nameOf)).size > 1);
    if (competing.length === 0) return;
    for (const entry of history.entries) if (!firstOf.has(entry.boot)) firstOf.set(entry.boot, entry);
    for (const boots of competing) {
      const named = boots.map(nameOf);
      const changes = boots.map((_, index) => index).filter((at) => at > 0 && named[at] !== named[at - 1]);
      // Whoever comes back was not replaced by a newer version: two register in turn.
      const seen = new Set([named[0]]);
      const struggle = changes.filter((at) => seen.has(named[at]) || !seen.add(named[at]));
      const newest = struggle.at(-1) ?? (changes.at(-1) as number);
      const [now, before] = [boots[newest] as Boot, boots[newest - 1] as Boot];
      const entry = firstOf.get(now.boot);
      const old = firstOf.get(before.boot);
      if (!entry || !old) continue;
      const back = struggle.length > 0;
      const renamed = !back && (changes.length > 1 || fileOf(now) === fileOf(before));
      if (!back && isSameBuild(nameOf(now), nameOf(before))) continue;
      found({
        proof_: [entry, old],
        words_: () =>
          renamed
            ? {
                severity: 'info',
                title: 'The worker of this scope has a new address',
                cause: `${pathOf(before)} was replaced by ${pathOf(now)} for ${now.scope}. A build that renames the worker does that; an open page may register the old one again.`,
                fix: 'Give the worker one address for good: browsers look for new versions of it.',
              }
            : {
                severity: back ? 'error' : 'warning',
                title: back ? this.title : 'The worker of this scope was replaced by another script',
                cause: `${pathOf(before)} and ${pathOf(now)} were both registered for ${now.scope}${back ? ', and each has replaced the other' : ''}. A scope has one worker: the handlers of the other no longer run, and its subscriptions go to the new one.`,
                fix: 'Register one script per scope: import the other with importScripts(), or give the library a scope of its own.',
              },
      });
    }
  },
};

const isFailedInstall = ({ kind, outcome }: TracedLifetime): boolean =>
  kind === 'install' && outcome === 'failed';

const pathOf = ({ scriptURL }: Boot): string =>
  scriptURL.replace(/[?#].*$/, '').replace(/^[a-z-]+:\/\/[^/]*/i, '');

/** The path without what a build changes in it (`sw-3f9a1c.js`, `sw.v2.js`, `?v=7`, `/k3J2vQ/`): a new version is no rival. */
function nameOf(boot: Boot): string {
  let name = names.get(boot.scriptURL);
  if (name === undefined) {
    name = pathOf(boot).split('/').map(withoutHash).join('/');
    // A log of many origins has many scripts.
    if (names.size > 1_000) names.clear();
    names.set(boot.scriptURL, name);
  }
  return name;
}

/** By script URL: a log has many boots of few scripts. */
const names = new Map<string, string>();

const fileOf = (boot: Boot): string => nameOf(boot).replace(/^.*\//, '');

/** `sw-BdKxQzAb.js` → `sw.js`, `k3J2vQ` → `*`. */
function withoutHash(segment: string): string {
  const [first = '', ...parts] = segment.split(/(?=[-._~+@])/);
  const kept = parts.filter((part) => !isHash(part.slice(1)));
  return `${isHash(first) ? '*' : first}${kept.join('')}`.replace(/\d+/g, '#');
}

/** Words of versions and channels, alone or before a number (`v2`, `rc`, `build345`), or a commit as `git describe` names it. */
const VERSION: RegExp =
  /^((v|r|b|build|release|rc|alpha|beta|next|canary|stable|latest|dev)\d*|\d+|g[\da-f]{7,})$/i;

/** A version or a hash: digits, or digits and letters, or letters in which no word can be seen (`BdKxQzAb`). */
function isHash(part: string): boolean {
  if (VERSION.test(part)) return true;
  if (part.length < 5 || !/^\w+$/.test(part)) return false;
  if (/^[\da-f]*\d[\da-f]*$/i.test(part)) return true;
  return /\d/.test(part) ? !/[a-z]{4}/.test(part) : /[a-z][A-Z]/.test(part) && !/[a-z]{3}/.test(part);
}

/** Names that differ in one part only, both long enough and of one length: a hash can be made of small letters, too. */
function isSameBuild(one: string, other: string): boolean {
  const [a, b] = [one.split(/[-._~/]/), other.split(/[-._~/]/)];
  const differ = a.filter((part, at) => part !== b[at]);
  const [part = ''] = differ;
  return (
    a.length === b.length &&
    differ.length === 1 &&
    part.length >= 8 &&
    part.length === b[a.indexOf(part)]?.length
  );
}
