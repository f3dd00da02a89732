/**
 * The script for pages without a bundler: `<script src="/offstage.js" data-worker="/sw.js"></script>`. Everything
 * starts with its first line; the global `offstage` is what `start()` answers, with the other functions beside it.
 */
import { clientOf, type LogClientOptions } from './open-log.ts';
import { optionsOf } from './page/options-of.ts';
import { register } from './register.ts';
import { watchReports } from './reporting/watch-reports.ts';
import { type Offstage, startPage } from './start-page.ts';

type ClassicScript = Offstage & {
  openLog(options?: LogClientOptions): Offstage['log'];
  register: typeof register;
  watchReports: typeof watchReports;
};

const offstage: ClassicScript = Object.assign(startPage(window, optionsOf(document.currentScript)), {
  openLog: (options?: LogClientOptions) => clientOf(window, options),
  register,
  watchReports,
});

export default offstage;
