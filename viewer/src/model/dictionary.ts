/** Strings that repeat, as small numbers in order of first sight. Comparing numbers is what makes a filter quick. */
export interface Dictionary {
  /** The number of a value, given on first sight. */
  code(value: string): number;
  /** The number of a value, or -1 when it was never seen. */
  find(value: string): number;
  value(code: number): string;
  readonly values: readonly string[];
  /** Forgets them all: numbers of before mean nothing. */
  clear(): void;
}

export function createDictionary(): Dictionary {
  const values: string[] = [];
  const codes = new Map<string, number>();
  return {
    values,
    code(value) {
      let code = codes.get(value);
      if (code === undefined) {
        code = values.length;
        values.push(value);
        codes.set(value, code);
      }
      return code;
    },
    find: (value) => codes.get(value) ?? -1,
    value: (code) => values[code] ?? '',
    clear() {
      values.length = 0;
      codes.clear();
    },
  };
}
