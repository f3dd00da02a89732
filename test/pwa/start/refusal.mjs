import { MESSAGES } from './messages.mjs';

/**
 * An error that is explained in `MESSAGES`. The built server throws the same shape.
 *
 * @param {string} code
 * @param {Readonly<Record<string, unknown>>} [facts]
 */
export function refusal(code, facts = {}) {
  return Object.assign(new Error(code), { code, facts });
}

/**
 * What to print for an error: code, reason and next step; for one that nobody foresaw its stack.
 *
 * @param {unknown} error
 * @returns {string}
 */
export function explain(error) {
  if (!(error instanceof Error)) return String(error);
  // The report server words its own.
  if (error.name === 'OffstageError' && 'code' in error) return `offstage: ${error.message} [${error.code}]`;
  const { code = '', facts = {} } = /** @type {{ code?: string, facts?: Record<string, unknown> }} */ (error);
  if (!Object.hasOwn(MESSAGES, code)) return error.stack ?? error.message;
  const [what, next] = MESSAGES[code](facts);
  return `offstage: ${what} [${code}]\n  Next: ${next}`;
}
