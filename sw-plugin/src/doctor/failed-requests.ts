import type { Entry } from '../log/entry.ts';
import { metadataOf } from './detail-readers.ts';
import type { History } from './history.ts';

/** The lines about requests of a background fetch that did not succeed: those with a status that is none of success. */
export function failedRequests(completed: Entry, history: History): readonly Entry[] {
  const lines = history.span(completed.span, history.boots_.get(completed.boot))?.entries ?? [];
  return lines.filter(
    (line) =>
      line.event === 'Request processing completed' &&
      metadataOf(line, 'URL') !== undefined &&
      !/^2\d\d$/.test(metadataOf(line, 'Response Status') ?? ''),
  );
}
