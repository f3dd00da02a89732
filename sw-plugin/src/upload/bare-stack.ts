import { bareURL } from './bare-url.ts';

const MOST_FRAMES = 30;
const LONGEST_LINE = 2_000;
/** Where a frame ends: `:line:column`, in V8 with a bracket behind. */
const POSITION = /:(\d{1,9}:\d{1,9})\)?$/;

/**
 * Where a stack passed through: one `at script:line:column` per frame. The message that a V8 stack begins with, and the
 * names of functions, are the app's.
 */
export function bareStack(stack: string, base: string): string {
  return stack
    .slice(0, MOST_FRAMES * LONGEST_LINE)
    .split('\n', MOST_FRAMES * 2)
    .flatMap((line) => {
      const text = line.slice(0, LONGEST_LINE).trimEnd();
      const position = POSITION.exec(text.slice(-24))?.[1];
      const begin = text.search(/https?:\/\//);
      // The message may quote a position as well: a frame says `at …` or `name@…` before its address.
      if (!position || begin < 0 || !/^\s*at |@/.test(text.slice(0, begin))) return [];
      const end = text.lastIndexOf(`:${position}`);
      const script = bareURL(text.slice(begin, end), base);
      return script ? [`    at ${script}:${position}`] : [];
    })
    .slice(0, MOST_FRAMES)
    .join('\n');
}
