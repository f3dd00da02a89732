/** What is said when the viewer itself failed: apart from the other texts, which a page need not load for that. */
export const BROKEN = {
  brokenTitle: 'The viewer stopped',
  brokenHint: 'The log is untouched. Reload the page to open it again.',
  reload: 'Reload',
};
