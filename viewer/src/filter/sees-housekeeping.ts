import { parseFilter } from './parse.ts';

/** Who asks for one of these wants it found wherever it is. */
const ASKED: ReadonlySet<string> = new Set([
  '',
  'kind',
  'rule',
  'event',
  'type',
  'id',
  'span',
  'parent',
  'own',
]);

/** Whether a filter shows housekeeping too: with words, and with keys that could name it. */
export const seesHousekeeping = (filter: string): boolean =>
  parseFilter(filter).some(({ key, negated }) => !negated && ASKED.has(key));
