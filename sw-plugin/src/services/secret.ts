let shown: boolean | undefined;

/** Whether what is secret is written down as it is (default: only its size). */
export const showContents = (yes: boolean | undefined): void => {
  shown = yes;
};

/** What a card, an account or a person is known by, and what a person answered: its size, unless the app wants more. */
export const secret = (text: string): string => (text && !shown ? `string(${text.length})` : text);
