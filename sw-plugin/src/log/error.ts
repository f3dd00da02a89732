/** Stable codes; the text says what to do next. */
export const ERRORS = {
  NO_LOG: 'This context has no IndexedDB. Open the page on a secure origin and allow site data.',
  LOG_UNAVAILABLE: 'The log cannot be opened. Close other tabs of this origin, free storage, then reload.',
} as const;

export class OffstageError extends Error {
  // `declare`: an older browser would need a helper to have the field defined.
  declare readonly code: keyof typeof ERRORS;

  constructor(code: keyof typeof ERRORS, cause?: unknown) {
    super(ERRORS[code], { cause });
    this.name = 'OffstageError';
    this.code = code;
  }
}
