/** Whether this page runs as an installed app: browsers give those other rights. */
export const isInstalled = (): boolean =>
  typeof matchMedia === 'function' &&
  ['standalone', 'minimal-ui', 'fullscreen'].some((mode) => matchMedia(`(display-mode: ${mode})`).matches);
