import { between } from './between.ts';
import type { History } from './history.ts';
import type { Home } from './home.ts';
import type { TracedLifetime } from './traced-lifetime.ts';
import { wasBlind } from './watched-since.ts';

/** A window opened this long (ms) after the event had ended still was an answer to the click. */
const SOON = 5_000;

/**
 * Returns a question for the clicks of a log: did the worker answer this one, or could it have without being recorded?
 *
 * @param isAnswer of what the same worker did
 */
export function clickAnswers(
  history: History,
  isAnswer: (lifetime: TracedLifetime) => boolean,
): (click: TracedLifetime) => boolean {
  let asked: Home<TracedLifetime> | undefined;
  let times: readonly number[] = [];
  return ({ home_: home, start, end = start, children_: children }) => {
    if (home !== asked) {
      asked = home;
      times = home.lifetimes_
        .filter(isAnswer)
        .map((answer) => answer.start)
        .sort((a, b) => a - b);
    }
    return (
      // What came of it did, whatever the clock said meanwhile.
      children.some(isAnswer) ||
      between(times, start, end + SOON) ||
      wasBlind(history, 'serviceWorker', start, end + SOON)
    );
  };
}
