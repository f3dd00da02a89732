/** An error that `start/messages.mjs` explains: `code` names it there, `facts` fill it in. */
export function refuse(code: string, facts: Readonly<Record<string, unknown>>): Error {
  return Object.assign(new Error(code), { code, facts });
}

/** The `code` of a system error (`EACCES`, `EADDRINUSE` …), `''` for anything else. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
