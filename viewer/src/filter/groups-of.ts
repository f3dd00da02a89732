import type { LogModel } from '../model/log-model.ts';
import { compileFilter, type Group } from './compile.ts';
import type { FilterKey } from './keys.ts';
import { seesHousekeeping } from './sees-housekeeping.ts';

const ACTIVITY: Group = {
  key: 'kind',
  test: (model: LogModel, at: number) => model.kind(at) === 'activity',
};

/** What a panel asks of an entry under a filter: that it is of the panel, what the filter says, and that it is no housekeeping. */
export const groupsOf = (
  listed: readonly Group[],
  filter: string,
  keys: readonly FilterKey[],
): readonly Group[] => [
  ...listed,
  ...(seesHousekeeping(filter) ? [] : [ACTIVITY]),
  ...compileFilter(filter, keys),
];
