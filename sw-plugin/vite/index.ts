/**
 * Offstage for apps that Vite builds.
 *
 * @module
 */
export { offstage } from './offstage.ts';
export type { OffstageOptions } from './offstage-options.ts';
export { type PwaOptions, withOffstage } from './with-offstage.ts';
export { withoutOffstage } from './without-offstage.ts';
