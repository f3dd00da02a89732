/** Is it what stripping leaves of a text (`string(12)`)? Equal lengths are no equal texts. */
export const isShape = (text: string): boolean =>
  /^(string\(\d+\)|boolean|number|object(\(\d+\))?|array\(\d+\)|undefined|null)$/.test(text);
