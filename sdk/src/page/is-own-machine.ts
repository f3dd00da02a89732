/** Whoever looks at a page of the own machine develops it: `localhost`, `app.localhost`, `127.0.0.1`, `[::1]`. */
export const isOwnMachine = ({ hostname }: Pick<Location, 'hostname'>): boolean =>
  /(^|\.)localhost$|^127\.|^\[::1/.test(hostname);
