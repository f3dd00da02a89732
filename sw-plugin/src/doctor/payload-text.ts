import type { Entry } from '../log/entry.ts';
import { detailOf, record, text } from './detail-readers.ts';

/** What a push carried, where it is text. */
export const payloadText = (entry: Entry | undefined): string | undefined =>
  text(record(detailOf(entry).payload)?.text);
