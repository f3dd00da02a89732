/**
 * The script for pages without a bundler: `<script src="/offstage.js" data-worker="/sw.js"></script>`. Everything is in
 * this one file and starts with its first line, but for the log's client, which is made when somebody asks for `log`.
 * The global `offstage` is what `start()` answers, with the other functions beside it.
 */
import { clientOf, type LogClientOptions } from './open-log.ts';
import { isOwnMachine } from './page/is-own-machine.ts';
import { optionsOf } from './page/options-of.ts';
import { recordStates } from './page/record-states.ts';
import { register } from './register.ts';
import { watchReports } from './reporting/watch-reports.ts';
import { type Offstage, startPage } from './start-page.ts';

type ClassicScript = Offstage & {
  openLog(options?: LogClientOptions): Offstage['log'];
  register: typeof register;
  watchReports: typeof watchReports;
};

// A module has no `currentScript`; its own tag is then found by its name.
const tag =
  document.currentScript ?? document.querySelector('script[type=module][data-worker][src*=offstage]');
const options = optionsOf(tag);
const page = startPage(window, options, recordStates, (tag as HTMLScriptElement | null)?.src);
// The package's page says more (`advice.ts`), for which there is no room in here; `npx offstage check` does.
if (isOwnMachine(location))
  page.registration.catch((error: unknown) => console.warn(`Offstage: no worker. ${error}`));
let log: Offstage['log'] | undefined;
page.install(() => () => log?.close());

const offstage: ClassicScript = {
  get log() {
    log ??= clientOf(window, options);
    return log;
  },
  registration: page.registration,
  get faults() {
    return page.faults;
  },
  stop: page.stop,
  openLog: (more) => clientOf(window, more),
  register,
  watchReports,
};

// What a module declares is nobody else's.
Object.assign(window, { offstage });

export default offstage;
