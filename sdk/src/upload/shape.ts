const DEPTH = 4;
const MEMBERS = 30;

/**
 * A value as sizes and shapes, with nothing of its content: `'Hello'` is `'string(5)'`, `4711` is `'number'`,
 * `{ a: [true] }` is `{ a: ['boolean'] }`. Names of members stay; depth 4 and 30 members at most.
 */
export function shape(value: unknown, depth: number = DEPTH): unknown {
  if (typeof value === 'string') return `string(${value.length})`;
  if (value === null || value === undefined) return value;
  if (typeof value !== 'object') return typeof value;
  if (depth === 0) return Array.isArray(value) ? `array(${value.length})` : 'object';
  if (Array.isArray(value)) return value.slice(0, MEMBERS).map((each) => shape(each, depth - 1));
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MEMBERS)
      .map(([name, each]) => [name, shape(each, depth - 1)]),
  );
}
