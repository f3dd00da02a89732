/**
 * Why the demo did not start, and what to do next: one line each, by code.
 *
 * @type {Readonly<Record<string, (facts: Readonly<Record<string, unknown>>) => readonly [what: string, next: string]>>}
 */
export const MESSAGES = {
  NODE_TOO_OLD: ({ version }) => [
    `Node ${version} is too old.`,
    'Install Node 20.19 or newer: https://nodejs.org/en/download',
  ],
  BAD_OPTION: ({ reason }) => [`${reason}.`, 'See what there is: npx pnpm@12 start --help'],
  BUILD_FAILED: () => [
    'The build failed; the reason is above.',
    'When it is a missing package: npx pnpm@12 install. Then try again, or build alone: npx pnpm@12 build',
  ],
  BUILD_MISSING: ({ file }) => [
    `The demo is not built: ${file} is missing.`,
    'Build it: npx pnpm@12 build --force',
  ],
  DATA_NOT_WRITABLE: ({ folder, reason }) => [
    `The data folder ${folder} can't be written: ${reason}.`,
    'Make it writable, or name another one: npx pnpm@12 start --data FOLDER',
  ],
  PORT_IN_USE: ({ port }) => [
    `Port ${port} is in use.`,
    `Stop what listens there, or take another one: npx pnpm@12 start --port ${Number(port) + 1}`,
  ],
  PORT_FORBIDDEN: ({ port }) => [
    `This user may not listen on port ${port}.`,
    'Take one above 1023: npx pnpm@12 start --port 4321',
  ],
};
