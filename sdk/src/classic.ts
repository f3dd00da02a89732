/**
 * The script for pages without a bundler: `<script src="/offstage.js" data-worker="/sw.js"></script>`. Everything
 * starts with its first line; the global `offstage` is what `start()` answers, with the other functions beside it.
 */
import { optionsOf } from './page/options-of.ts';
import { type Offstage, start } from './start.ts';

export { openLog } from './open-log.ts';
export { register } from './register.ts';
export { watchReports } from './reporting/watch-reports.ts';
export { upload } from './upload/upload.ts';

const offstage: Offstage = start(optionsOf(document.currentScript));

export const log: Offstage['log'] = offstage.log;
export const registration: Offstage['registration'] = offstage.registration;
export const stop: Offstage['stop'] = offstage.stop;
