/**
 * Installs on import, and is what the classic script `offstage-sw.js` is built from. Options, if any, are taken from a
 * global that the worker sets before: `self.offstageOptions = { record: false }`.
 *
 * @module
 */
import { type InstallOptions, install } from './install.ts';

install((globalThis as { readonly offstageOptions?: InstallOptions }).offstageOptions);
