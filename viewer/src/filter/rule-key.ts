import type { DoctorState } from '../doctor/use-doctor.ts';
import type { FilterKey } from './keys.ts';

/** `rule:D1` finds the entries that prove what the doctor found. */
export const ruleKey = (doctor: DoctorState): FilterKey => ({
  key: 'rule',
  kind: 'exact',
  read: (model, at) => doctor.of(model.entry(at).id).map(({ rule }) => rule),
});
