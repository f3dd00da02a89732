import { chosenValues } from './edit.ts';

/** The installations that a filter asks for: random ids, as devices make them. Nothing else after `install:` is one. */
export const installsIn = (filter: string): readonly string[] =>
  chosenValues(filter, 'install').filter((one) => /^[0-9a-f]{32}$/.test(one));
