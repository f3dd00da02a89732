/** Late tasks of a case run within this time after its event, milliseconds. */
export const LATE = 120;
