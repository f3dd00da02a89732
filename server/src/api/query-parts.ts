import * as v from 'valibot';

/** What is given once or several times. */
export const list: v.GenericSchema<unknown, string[]> = v.pipe(
  v.array(v.pipe(v.string(), v.maxLength(8_192))),
  v.maxLength(100),
);
/** What is given once. */
export const one: v.GenericSchema<unknown, string> = v.pipe(
  v.array(v.string()),
  v.maxLength(1, 'may be given once'),
  v.transform(([value]) => value ?? ''),
);
export const milliseconds: v.GenericSchema<unknown, number> = v.pipe(
  one,
  v.regex(/^\d{1,15}(\.\d+)?$/, 'must be epoch milliseconds'),
  v.transform(Number),
  v.number(),
);

/** A whole number from 1 to `max`. */
export function count(
  max: number,
  fallback: number,
): v.ExactOptionalSchema<v.GenericSchema<unknown, number>, readonly string[]> {
  return v.exactOptional(
    v.pipe(
      one,
      v.regex(/^\d{1,9}$/, 'must be a whole number'),
      v.transform(Number),
      v.number(),
      v.integer(),
      v.minValue(1),
      v.maxValue(max),
    ),
    [String(fallback)],
  );
}
