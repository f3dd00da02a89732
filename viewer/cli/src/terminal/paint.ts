import { styleText } from 'node:util';

export type Colour = Parameters<typeof styleText>[0];
export type Paint = (colour: Colour, text: string) => string;

/** Colours text, or leaves it as it is. */
export const paintOf =
  (color: boolean): Paint =>
  (colour, text) =>
    color ? styleText(colour, text, { validateStream: false } as never) : text;
