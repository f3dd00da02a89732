/** C1 controls: some terminals obey them, and JSON leaves them as they are. */
const CONTROLS = /[\u007f-\u009f]/g;

/** A value as JSON that a terminal can show. */
export const jsonText = (value: unknown, indent?: number): string =>
  JSON.stringify(value, undefined, indent).replace(
    CONTROLS,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
