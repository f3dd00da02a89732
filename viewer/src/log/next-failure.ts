import type { Rows } from '../filter/rows.ts';
import type { LogModel } from '../model/log-model.ts';

const BAD: ReadonlySet<string> = new Set(['failed', 'silent', 'terminated']);

/**
 * Position of the next row that went wrong, down the list or up; from its end it goes on at the other. Undefined where there is
 * none.
 *
 * @param from index of the row to begin behind, -1 before the first
 */
export function nextFailure(model: LogModel, rows: Rows, from: number, step: 1 | -1): number | undefined {
  const { length } = rows;
  const first = from === -1 && step === -1 ? length : from;
  for (let gone = 1; gone <= length; gone++) {
    const index = (((first + gone * step) % length) + length) % length;
    const life = rows.lifetime(index);
    const standing = life === undefined ? model.standing(rows.at(index)) : model.standingOf(life);
    if (BAD.has(standing)) return rows.at(index);
  }
  return undefined;
}
