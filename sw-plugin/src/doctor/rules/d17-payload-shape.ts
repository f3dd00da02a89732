import { detailOf, record, text } from '../detail-readers.ts';
import { eachSilentPush } from '../each-silent-push.ts';
import { listenerSources } from '../listener-sources.ts';
import { listenersOf } from '../listeners-of.ts';
import { parseJson } from '../parse-json.ts';
import type { Rule } from '../rule.ts';
import type { TracedLifetime } from '../traced-lifetime.ts';
import { wasBlind } from '../watched-since.ts';

interface Library {
  readonly name: string;
  readonly script_: RegExp;
  /** Member path that it shows a notification for. */
  readonly needs_: string;
  /** With a page in sight it shows nothing, and hands the message to the page. */
  readonly handsOver_?: true;
  readonly fits_: (payload: Readonly<Record<string, unknown>>) => boolean;
}

const LIBRARIES: readonly Library[] = [
  {
    name: 'Angular (ngsw-worker.js)',
    script_: /[ /][^ /?#]*ngsw[^ /?#]*\.m?js/,
    needs_: '{"notification": {"title": …}}',
    fits_: (payload) => typeof record(payload.notification)?.title === 'string',
  },
  {
    name: 'Firebase Cloud Messaging',
    script_: /[ /]firebase-messaging[^ /?#]*\.m?js/,
    needs_: '{"notification": {"title": …}}, or a handler given to onBackgroundMessage() that shows one',
    handsOver_: true,
    fits_: (payload) => record(payload.notification) !== undefined,
  },
];

/** A silent push whose payload lacks what the library in the worker shows a notification for. */
export const payloadShape: Rule = {
  id: 'D17',
  severity: 'warning',
  link: 'https://github.com/angular/angular/issues/23037',
  find(history, found, each) {
    const libraries = new Map<string, Library | undefined>();
    eachSilentPush(history, each, ({ push, visible_: visible, why_: why }) => {
      if (why) return;
      // A worker that wraps the library has its listener in it.
      const places = listenerSources(push.closing_);
      const key = places[0] ?? push.home_.scriptURL;
      if (!libraries.has(key)) {
        const files = [push.home_.scriptURL, ...places].join(' ');
        libraries.set(
          key,
          LIBRARIES.find(({ script_: script }) => script.test(files)),
        );
      }
      const library = libraries.get(key);
      if (!library || !lacks(push, library)) return;
      if (library.handsOver_ && visible !== 0) return;
      if (wasBlind(history, 'notifications', push.start, push.end)) return;
      // A worker that wraps the library answers with a listener of its own what is not meant for the library.
      if ((listenersOf(push) ?? 1) > 1) return;
      found({
        key: library.name,
        proof_: push,
        words_: () => ({
          title: `The push payload lacks what ${library.name} needs to show a notification`,
          cause: `The payload is not of the shape ${library.needs_}, so nothing was shown.`,
          fix: 'Send the payload in that shape, or show the notification in a push handler of your own.',
        }),
      });
    });
  },
};

function lacks({ opening_: opening }: TracedLifetime, library: Library): boolean {
  const payload = record(detailOf(opening).payload);
  const json = payload?.truncated === true ? undefined : parseJson(text(payload?.text) ?? '');
  const object = record(json?.value);
  return object !== undefined && !library.fits_(object);
}
