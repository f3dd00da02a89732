/** Absolute path of the repository, without a trailing slash. */
export const root: string;
