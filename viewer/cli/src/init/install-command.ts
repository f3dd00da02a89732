import type { App } from './app.ts';

/** The command that installs packages, by the lock file that is there. */
export function installCommand(app: App, names: readonly string[]): string {
  const all = names.join(' ');
  if (app.has('pnpm-lock.yaml')) return `pnpm add ${all}`;
  if (app.has('yarn.lock')) return `yarn add ${all}`;
  if (app.has('bun.lock') || app.has('bun.lockb')) return `bun add ${all}`;
  return `npm install ${all}`;
}
