import type { ShapeOf } from '../../../shapes.ts';
import type { PushCondition } from '../push-filter.ts';
import { CHROMES, type FindingKind } from './rules.ts';

/** Kinds of which there is anything to find. */
export const WITH_FINDINGS: PushCondition = {
  sql: "(k.flags > 0 OR k.gone <> '' OR k.status <> 0)",
  values: [],
};

/** What findings are counted by, in one text: neither reasons nor numbers have a slash in them. */
export function findingSql(hour: string): string {
  return `k.gone || '/' || k.flags || '/' || k.status || '/' || CASE WHEN k.service = '${CHROMES}' THEN 1 ELSE 0 END || '/' || ${hour}`;
}

export interface FindingKey extends FindingKind {
  readonly gone: ShapeOf<'GoneReason'> | '';
  readonly hour: number;
}

export function readFinding(value: string): FindingKey {
  const [gone = '', flags, status, chromes, hour] = value.split('/');
  return {
    gone: gone as FindingKey['gone'],
    flags: Number(flags),
    status: Number(status),
    isChromes: chromes === '1',
    hour: Number(hour),
  };
}
