import type { Entry } from '../../log/entry.ts';
import { detailOf, number, text } from '../detail-readers.ts';
import type { History } from '../history.ts';
import type { Rule } from '../rule.ts';
import { SIGN } from '../sign.ts';

/** Browsers start a worker for every event that the recorder tells of but these, which reach one that is running already. */
const RUNNING: RegExp = /^(message|error)/;

/** A listener that was added after the worker's script had run: an event that starts the worker does not wait for it. */
export const lateListener: Rule = {
  id: 'D12',
  link: 'https://github.com/w3c/ServiceWorker/issues/1156',
  find(history, found) {
    // Where the plugin itself came late (D46), so may have what it calls late.
    const late = new Set(history.named_('Plugin loaded late').map(({ boot }) => boot));
    for (const entry of history.named_('Listener added after start-up')) {
      const detail = detailOf(entry);
      const type = text(detail.type) ?? entry.instanceId;
      if (entry.context !== 'worker' || RUNNING.test(type) || late.has(entry.boot)) continue;
      // Where another listener was there in time, the event is not lost.
      const { heard, lost } = dispatchesBefore(entry, type, history);
      if ((number(detail.listeners) ?? 0) > 1 || heard) continue;
      const sinceBoot = number(detail.sinceBoot);
      found({
        key: type,
        proof_: lost ? [lost, entry] : [entry],
        words_: () => ({
          title: `The ${type} listener was added after start-up`,
          cause: `It was added ${sinceBoot === undefined ? '' : `${Math.round(sinceBoot)} ms `}after the worker had started. The browser does not wait for late listeners: a ${type} event that starts the worker is lost.`,
          fix: `Call addEventListener('${type}', …) at the top level of the worker script, before any await, import() or timer.`,
        }),
      });
    }
  },
};

/** Did an event of the type meet a listener before this one was added; and the first that met none. */
function dispatchesBefore(
  { boot, time }: Entry,
  type: string,
  history: History,
): { readonly heard: boolean; readonly lost: Entry | undefined } {
  let lost: Entry | undefined;
  for (const { kind, trusted, opening_: opening, signs_: signs, start } of history.boots_.get(boot)
    ?.events_ ?? []) {
    if (start >= time) break;
    if (kind !== type || !trusted || number(detailOf(opening).listeners) === undefined) continue;
    if (!(signs & SIGN.unheard)) return { heard: true, lost };
    lost ??= opening;
  }
  return { heard: false, lost };
}
