import type { Life } from './life.ts';

/**
 * Lifetimes of pushes together with the clicks and closes that no entry has tied to them: to the notification of the same
 * installation and tag that was shown last before. `lives` are all of the installations'; the pushes among them that belong to
 * others keep theirs.
 */
export function withAnswers(arrivals: readonly Life[], lives: readonly Life[]): readonly Life[] {
  const loose = lives
    .filter(({ device, settled, install }) => device === '' && !settled && install !== '')
    .filter(
      ({ clicked, dismissed, closed, received }) =>
        received === null && (clicked ?? dismissed ?? closed) !== null,
    )
    .sort((a, b) => a.time - b.time || (a.span < b.span ? -1 : 1));
  if (loose.length === 0) return arrivals;
  const shown = new Map<string, Life[]>();
  for (const life of [...new Map([...lives, ...arrivals].map((one) => [one.span, one])).values()]) {
    if (life.shown === null || life.install === '') continue;
    const place = `${life.install}\n${life.tag}`;
    const there = shown.get(place);
    if (there === undefined) shown.set(place, [life]);
    else there.push(life);
  }
  for (const there of shown.values())
    there.sort((a, b) => (a.shown as number) - (b.shown as number) || (a.span < b.span ? -1 : 1));
  const answers = new Map<string, Answers>();
  for (const { install, tag, clicked, ...ends } of loose) {
    // With both, another one was shown in its place at the earlier time; the later is when the worker was told.
    const isReplaced = ends.dismissed !== null && ends.closed !== null;
    const dismissed = isReplaced ? null : ends.dismissed;
    const { closed } = ends;
    const at = (clicked ?? dismissed ?? closed) as number;
    const isOpen = (life: Life): boolean => {
      const known = answers.get(life.span) ?? life;
      return [known.clicked, known.dismissed, known.closed].every((time) => time === null || time > at);
    };
    const all = shown.get(`${install}\n${tag}`) ?? [];
    const before = all.filter((life) => (life.shown as number) <= at);
    // Where the same push has shown both, it is still there.
    if (isReplaced && !all.some(({ shown: time }) => isShownSoon(time as number, at))) continue;
    // One with a tag takes the place of the one before; of those without, several are there at once.
    const open = tag === '' ? before.filter(isOpen) : before.slice(-1);
    const push = open.at(-1) ?? before.at(-1);
    if (push === undefined) continue;
    const known = answers.get(push.span) ?? push;
    answers.set(push.span, {
      clicked: known.clicked ?? clicked,
      dismissed: known.dismissed ?? dismissed,
      closed: known.closed ?? closed,
      guessed: known.guessed || open.length > 1,
    });
  }
  return arrivals.map((life) => ({ ...life, ...answers.get(life.span) }));
}

/** Milliseconds from the call for a notification until it is shown. */
const SOON = 10_000;
const isShownSoon = (time: number, called: number): boolean => time > called && time <= called + SOON;

type Answers = Pick<Life, 'clicked' | 'dismissed' | 'closed' | 'guessed'>;
