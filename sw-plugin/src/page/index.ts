export { createJournal, type Identity, type Journal } from '../record/journal.ts';
export { watchPage } from './watch-page.ts';
export { workersOf } from './workers-of.ts';
