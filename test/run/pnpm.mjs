/**
 * The pnpm that runs this, or the one that the README names.
 *
 * @returns {string[]} executable and first arguments
 */
export function pnpm() {
  const running = process.env.npm_execpath ?? '';
  return running.includes('pnpm') && /\.[cm]?js$/.test(running)
    ? [process.execPath, running]
    : ['npx', '-y', 'pnpm@12'];
}
