import type { History } from './history.ts';

/** Works out something about a log when it is first asked for, and once: several rules ask for the same. */
export function perLog<Answer>(read: (history: History) => Answer): (history: History) => Answer {
  const known = new WeakMap<History, Answer>();
  return (history) => {
    let answer = known.get(history);
    if (answer === undefined) {
      answer = read(history);
      known.set(history, answer);
    }
    return answer;
  };
}
