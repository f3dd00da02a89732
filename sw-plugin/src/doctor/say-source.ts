/** Where a frame of a stack is, in the words of three engines: `at f (https://a/sw.js:12:5)`, `f@https://a/sw.js:12:5`. */
const FRAME = /([\w.~%@-]{1,80}\.m?[jt]sx?)(?:[?#][^\s:)]{0,200})?:(\d{1,7})(?::\d{1,7})?\)?$/;

/** Frames of the recorder itself: not those of a site that is called so. */
const OWN = /\/\/[^/]*\/.*offstage/i;

/** So many lines of a stack are looked at. */
const LINES = 12;

/** `sw.js:12`: file and line of the innermost frame of the app's own; undefined where no stack tells. */
export function saySource(stack: unknown): string | undefined {
  if (typeof stack !== 'string') return undefined;
  for (const line of stack.slice(0, 8_192).split('\n', LINES)) {
    const text = line.trim().slice(-400);
    if (!/^at |@/.test(text) || OWN.test(text)) continue;
    const [, file, at] = FRAME.exec(text) ?? [];
    if (file) return `${file}:${at}`;
  }
  return undefined;
}
