/**
 * A value as its kind and size, with nothing of its content: `'Hello'` is `'string(5)'`, `4711` is `'number'`, a list
 * `'array(3)'`, an object `'object(2)'`: the names of its members may be the app's own.
 */
export function shape(value: unknown): unknown {
  if (value === null || value === undefined) return value;
  if (typeof value === 'string') return `string(${value.length})`;
  if (Array.isArray(value)) return `array(${value.length})`;
  return typeof value === 'object' ? `object(${Object.keys(value).length})` : typeof value;
}
