/** Next steps for the errors that these APIs are known for. */
const NEXT: Readonly<Record<string, string>> = {
  NotAllowedError: 'Allow it in the browser’s site settings, then try again.',
  InvalidStateError: 'Subscribed with another key? Unsubscribe first.',
};

/** One line for a person: the error's name, what it says, and what to do where that is known. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const next = NEXT[error.name];
  const what = error.name === 'Error' ? error.message : `${error.name}: ${error.message}`;
  return next === undefined ? what : `${what.replace(/\.$/, '')}. ${next}`;
}
