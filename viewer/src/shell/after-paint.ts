/** Long enough for a frame; a hidden page paints none, and must go on all the same. Milliseconds. */
const LONGEST = 250;

/** Calls back once, when what was rendered has been painted. Returns its undo. */
export function afterPaint(then: () => void): () => void {
  const done = (): void => {
    undo();
    then();
  };
  const late = setTimeout(done, LONGEST);
  let soon: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => {
    soon = setTimeout(done);
  });
  const undo = (): void => {
    clearTimeout(late);
    clearTimeout(soon);
    cancelAnimationFrame(frame);
  };
  return undo;
}
