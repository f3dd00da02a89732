import type { Rows } from '../filter/rows.ts';
import type { LogModel } from '../model/log-model.ts';

/**
 * Index of the row above which the line between old and new runs; -1 where all of them are on one side of it.
 *
 * @param since epoch milliseconds: when somebody last looked
 */
export function seenUntil(
  model: LogModel,
  rows: Rows,
  since: number | undefined,
  newestFirst: boolean,
): number {
  if (since === undefined) return -1;
  for (let index = 0; index < rows.length; index++) {
    if (rows.depth(index) > 0) continue;
    const fresh = model.time.get(rows.at(index)) > since;
    if (fresh !== newestFirst) return index === 0 ? -1 : index;
  }
  return -1;
}
