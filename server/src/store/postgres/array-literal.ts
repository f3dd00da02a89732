/**
 * An array parameter in PostgreSQL's text form, whatever its element type. Numbers stand bare, text quoted, null as NULL.
 * Source: https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO
 */
export function arrayLiteral(values: readonly (string | number | bigint | null)[]): string {
  return `{${values
    .map((value) => (typeof value === 'string' ? `"${value.replace(/["\\]/g, '\\$&')}"` : (value ?? 'NULL')))
    .join()}}`;
}
