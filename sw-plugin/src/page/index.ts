export { createJournal, type Identity, type Journal, newBoot } from '../record/journal.ts';
export { reportStates } from './report-states.ts';
export { watchPage } from './watch-page.ts';
