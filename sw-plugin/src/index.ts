/**
 * The quiet entry: nothing happens until `install()` is called.
 *
 * @module
 */
export { type InstallOptions, install } from './install.ts';
export { VERSION } from './version.ts';
