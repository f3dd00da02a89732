import type { CallDefinition, Calls } from './definition.ts';
import { string, text } from './plain.ts';

/** The latest call that showed something with a tag, in this start of the worker. */
interface Show {
  readonly id_: string;
  /** By `performance.now()`. */
  readonly at_: number;
  readonly look_: string;
  /** Its promise waits. */
  pending_: boolean;
  /** How many of those before are still there, for all that is known. */
  left_: number;
}

const shows = new Map<string, Show>();
const MOST_TAGS = 100;
/** Milliseconds within which Firefox tells of what was replaced. */
const REPLACED = 1_000;

const lookOf = (title: string, body: string): string => `${title}\n${body}`;

/** The same calls; what they show is remembered by its tag, for `sinceReplaced()`. */
export function rememberShows(calls: Calls): Calls {
  const remembering = ([name, call]: readonly [string, CallDefinition]) => [
    name,
    {
      ...call,
      called_(_target, [title, dictionary], { id }) {
        const tag = text(dictionary, 'tag');
        const before = shows.get(tag);
        if (shows.size > MOST_TAGS) shows.clear();
        if (tag)
          shows.set(tag, {
            id_: id,
            at_: performance.now(),
            look_: lookOf(string(title), text(dictionary, 'body')),
            pending_: true,
            left_: before ? before.left_ + 1 : 0,
          });
        return undefined;
      },
      fulfilled_(value, target, args, moment) {
        const show = shows.get(text(args[1], 'tag'));
        if (show?.id_ === moment.id) show.pending_ = false;
        return call.fulfilled_?.(value, target, args, moment);
      },
    } satisfies CallDefinition,
  ];
  return Object.fromEntries(Object.entries(calls).map(remembering));
}

/**
 * How long ago another notification with its tag took the place of this one, which has closed. Of that Firefox tells its
 * worker as of what a person closes, around the time at which the other one is shown; other browsers do not, and theirs
 * have a timestamp. `undefined` as well where a page, or an earlier start of the worker, showed both and nothing tells one from
 * the other.
 *
 * @returns milliseconds since that other one was called for
 */
export function sinceReplaced(notification: Notification): number | undefined {
  const { tag, title, body } = notification;
  const show = shows.get(tag);
  if (!show) return undefined;
  const since = performance.now() - show.at_;
  const is =
    !('timestamp' in notification) &&
    since < REPLACED &&
    (show.pending_ || show.left_ > 0 || show.look_ !== lookOf(title, body));
  show.pending_ = false;
  show.left_ -= 1;
  if (!is) shows.delete(tag);
  return is ? since : undefined;
}
