export { createJournal, type Identity, type Journal } from '../record/journal.ts';
export { reportStates } from './report-states.ts';
export { watchPage } from './watch-page.ts';
export { workersOf } from './workers-of.ts';
