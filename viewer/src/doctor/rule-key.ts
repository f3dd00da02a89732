import type { FilterKey } from '../filter/keys.ts';
import type { DoctorState } from './use-doctor.ts';

/** `rule:D1` finds the entries that prove what the doctor found. */
export const ruleKey = (doctor: DoctorState): FilterKey => ({
  key: 'rule',
  kind: 'exact',
  read: (model, at) => doctor.of(model.entry(at).id).map(({ rule }) => rule),
});
