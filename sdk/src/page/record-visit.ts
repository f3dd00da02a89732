import type { Journal } from '@offstage/sw-plugin/internal/page';
import { fault } from '@offstage/sw-plugin/internal/watch';
import { isOwnMachine } from './is-own-machine.ts';
import type { PageWriter } from './page-writer.ts';
import { recordStates } from './record-states.ts';

/** `recordStates()`, and on the developer's own machine words about what is not right, which are loaded there alone. */
export function recordVisit(journal: Journal, log: PageWriter): () => void {
  if (isOwnMachine(location)) import('./advise.ts').then(({ advise }) => advise(window, log)).catch(fault);
  return recordStates(journal, log);
}
